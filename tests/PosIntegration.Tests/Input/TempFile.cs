using System.IO.Compression;
using System.Text;

namespace PosIntegration.Tests.Input;

/// <summary>A file of its own for one test.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pos-integration-");

    private TempFile(string name, byte[] content)
    {
        FullName = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(FullName, content);
    }

    public string FullName { get; }

    public static TempFile Of(string name, byte[] content) => new(name, content);

    public static TempFile Of(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    public static byte[] Packed(string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return packed.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
