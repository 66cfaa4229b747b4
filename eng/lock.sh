#!/usr/bin/env bash
# Writes every lock file anew. Run it after a package or a project reference changed: CI restores exactly what they say.
# The lock files of the other engine are written where a feed has its packages, and otherwise left as they are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet restore InvestBot.Orleans.sln --force-evaluate -v quiet
for project in cli tests/Engine.Conformance; do
  dotnet restore "$project" --force-evaluate -v quiet -p:OrleansEngine=Microsoft -p:ArtifactsPath="$PWD/artifacts/microsoft" ||
    echo "The lock files of the Microsoft engine were not written: $project" >&2
done
