#!/usr/bin/env bash
# Installs packages from a folder in fresh projects, as a user would, and runs what the pages show with them.
# Usage: eng/check-packages.sh <folder with .nupkg files>
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
packages=$(realpath "$1")
root=$PWD
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' Directory.Build.props)
extensions=$(sed -nE 's|.*<ExtensionsVersion>(.*)</ExtensionsVersion>.*|\1|p' Directory.Packages.props)

work=$(mktemp -d)
app=
cleanup() {
  if [ -n "$app" ]; then kill "$app" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

# A cache of its own: an older build of the same version must not be taken from the user's.
export NUGET_PACKAGES=$work/cache

# project <name> <sdk> <properties> <items>: a project outside of the repository that finds the packages in the folder.
project() {
  mkdir -p "$work/$1"
  cat >"$work/$1/$1.csproj" <<XML
<Project Sdk="$2">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <WarningsNotAsErrors>NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
    <RestoreAdditionalProjectSources>$packages</RestoreAdditionalProjectSources>
    $3
  </PropertyGroup>
  <ItemGroup>
    $4
  </ItemGroup>
</Project>
XML
}

# expect <file> <text>: the file has the text.
expect() {
  grep -qF -- "$2" "$1" || { printf 'Expected "%s" in:\n' "$2"; cat "$1"; exit 1; }
}

for package in "$root"/src/*/; do
  id=$(basename "$package")
  for kind in nupkg snupkg; do
    [ -f "$packages/$id.$version.$kind" ] || { echo "There is no $id.$version.$kind."; exit 1; }
  done
done

echo '* A console project: Core alone'
project Console Microsoft.NET.Sdk '<OutputType>Exe</OutputType>' "
    <PackageReference Include=\"InventorySync.Core\" Version=\"$version\" />
    <PackageReference Include=\"Microsoft.Extensions.Hosting\" Version=\"$extensions\" />"
cp samples/ConsoleQuickStart/Program.cs "$work/Console/"
dotnet run --project "$work/Console" -c Release >"$work/console.txt"
expect "$work/console.txt" 'receipt-1: Applied'
expect "$work/console.txt" 'receipt-2: InsufficientStock, MUG-01 at any location: requested 8, available 7'

echo '* The same, trimmed: a trim warning is an error'
if dotnet restore "$work/Console" -r linux-x64 -p:PublishTrimmed=true >"$work/restore.txt"; then
  dotnet publish "$work/Console" --no-restore -c Release -r linux-x64 -o "$work/trimmed" \
    -p:PublishTrimmed=true -p:TrimMode=full -p:TrimmerSingleWarn=false -p:ILLinkTreatWarningsAsErrors=true -p:EnableAotAnalyzer=true
  "$work/trimmed/Console" >"$work/trimmed.txt"
  expect "$work/trimmed.txt" 'receipt-1: Applied'
elif grep -q 'NU1101\|NU1102' "$work/restore.txt"; then
  echo "SKIPPED: the runtime pack that trimming needs can't be had here"
else
  cat "$work/restore.txt"
  exit 1
fi

echo '* An ASP.NET Core project: the quick start of the README'
project QuickStart Microsoft.NET.Sdk.Web '' "<PackageReference Include=\"InventorySync.Storage.EfCore\" Version=\"$version\" />"
cp samples/QuickStart/Program.cs "$work/QuickStart/"
dotnet build "$work/QuickStart" -c Release -o "$work/quickstart" -v q
cd "$work/quickstart"
dotnet QuickStart.dll --urls http://127.0.0.1:0 >"$work/quickstart.txt" 2>&1 &
app=$!
for _ in $(seq 120); do
  if grep -qF 'published' "$work/quickstart.txt" && grep -qF 'The shop shows' "$work/quickstart.txt"; then break; fi
  kill -0 "$app" 2>/dev/null || break
  sleep 0.5
done
expect "$work/quickstart.txt" 'Sold: receipt-1: Applied'
# How many depends on the day: during the sales event more is held back.
expect "$work/quickstart.txt" 'The shop shows'
kill -TERM "$app"
wait "$app" || { echo "The quick start ended with exit code $?."; cat "$work/quickstart.txt"; exit 1; }
app=
cd "$root"
grep -F 'Sold:' "$work/quickstart.txt"

echo '* A test project: the custom adapter under the conformance kit'
project AdapterTests Microsoft.NET.Sdk '<IsTestProject>true</IsTestProject>' "
    <PackageReference Include=\"InventorySync.Testing\" Version=\"$version\" />
    <PackageReference Include=\"Microsoft.Extensions.Http\" Version=\"$extensions\" />
    <PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.14.1\" />
    <PackageReference Include=\"xunit\" Version=\"2.9.3\" />
    <PackageReference Include=\"xunit.runner.visualstudio\" Version=\"3.1.5\" />
    <Using Include=\"Xunit\" />"
cp samples/CustomAdapter/*.cs "$work/AdapterTests/"
dotnet test "$work/AdapterTests" -c Release
