#!/usr/bin/env bash
# Checks the templates of docs/iam/ with the tools of those whose formats they are: cfn-lint and terraform. A tool that is
# not there and cannot be installed is said to be skipped, loudly: __tests__/iam/ checks the same files by parser and
# schema wherever the tests run.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
  printf '\n!! SKIPPED: %s\n' "$*" >&2
  # Shown on the page of a workflow run as well.
  if [ -n "${GITHUB_ACTIONS:-}" ]; then printf '::warning::lint-iam: skipped %s\n' "$*"; fi
}

cfn_lint=$(command -v cfn-lint || true)
if [ -z "$cfn_lint" ] && python3 -m venv "$work/venv" >"$work/log" 2>&1 &&
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check cfn-lint >>"$work/log" 2>&1; then
  cfn_lint="$work/venv/bin/cfn-lint"
fi
if [ -n "$cfn_lint" ]; then
  "$cfn_lint" --version
  "$cfn_lint" --regions us-east-1 us-west-2 eu-central-1 -- docs/iam/cloudformation.yaml
  echo 'docs/iam/cloudformation.yaml: cfn-lint finds nothing'
else
  skip 'cfn-lint, which is not here and could not be installed with pip'
fi

if ! command -v terraform >/dev/null; then
  skip 'terraform, which is not here'
  exit 0
fi
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
# sed reads to the end, where head would leave terraform with a broken pipe.
terraform version | sed -n 1p
terraform fmt -check -diff -no-color docs/iam/terraform
echo 'docs/iam/terraform: terraform fmt finds nothing'
# Away from the repository, which must not get a .terraform folder.
cp docs/iam/terraform/*.tf "$work"
if terraform -chdir="$work" init -backend=false -input=false -no-color >"$work/init.log" 2>&1; then
  terraform -chdir="$work" validate -no-color
elif grep -qE 'could not connect to|no such host|connection refused|i/o timeout|Client.Timeout' "$work/init.log"; then
  skip 'terraform validate, for the registry that has the provider cannot be reached'
else
  cat "$work/init.log" >&2
  exit 1
fi
