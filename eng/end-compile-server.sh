#!/usr/bin/env bash
# Ends the C# compile server with the given pipe name, so that a build leaves nothing running and touches nobody else's server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
sdk=$(dotnet --version)
base=$(dotnet --list-sdks | sed -nE "s|^$sdk \[(.*)\]\$|\1|p")
exec dotnet "$base/$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$1"
