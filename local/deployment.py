"""Deploying a template, unchanged, to the AWS which the environment names: package, create or update, wait.

The artefacts are built for this machine's Python: what `sam deploy` does for AWS, this does for the embedded one.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from local.artefacts import Builder
from local.packaging import Package, Place

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

CACHE = Path(".local/build")
POLL_SECONDS = 0.1
LONGEST_DEPLOYMENT_SECONDS = 300.0
NEVER_CREATED = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"})


class DeploymentFailed(RuntimeError):
    """The stack was not created or updated; the message names the resource which failed first, and why."""


def deploy(
    template: Path,
    stack_name: str,
    parameters: Mapping[str, str] | None = None,
    *,
    client: Callable[[str], Any] = boto3.client,
    cache: Path = CACHE,
) -> dict[str, str]:
    """Deploy a template and return its stack's outputs.

    Args:
        template: the file, whose paths are relative to it.
        stack_name: created, or updated when it exists.
        parameters: those of the template's that shall not have their defaults.
        client: makes a client of a service; by default of the AWS which the environment names.
        cache: where built artefacts are kept.
    Raises:
        TemplateInvalid: the template cannot be read, or points at nothing.
        BuildFailed: an artefact cannot be built.
        DeploymentFailed: AWS refused the template, or a resource failed.
    """
    place = Place(client("s3"))
    place.make()
    package = Package(Builder(cache), place)
    url = package.upload_template(package.template(template))
    stack = _deployed(client("cloudformation"), stack_name, url, parameters or {})
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _deployed(
    cloudformation: "CloudFormationClient", name: str, url: str, parameters: Mapping[str, str]
) -> "StackTypeDef":
    request: Any = {
        "StackName": name,
        "TemplateURL": url,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    before = _stack(cloudformation, name)
    if before and before["StackStatus"] in NEVER_CREATED:
        cloudformation.delete_stack(StackName=name)
        _settled(cloudformation, name)
        before = None
    try:
        if before:
            started = cloudformation.update_stack(**request)["StackId"]
        else:
            started = cloudformation.create_stack(**request)["StackId"]
    except ClientError as error:
        if before and "No updates are to be performed" in str(error):
            return before
        raise DeploymentFailed(f"stack {name}: {error.response['Error'].get('Message', error)}") from error
    stack = _settled(cloudformation, started)
    if stack is None or stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise DeploymentFailed(_failure(cloudformation, name, started))
    return stack


def _stack(cloudformation: "CloudFormationClient", name: str) -> "StackTypeDef | None":
    try:
        return cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def _settled(cloudformation: "CloudFormationClient", name: str) -> "StackTypeDef | None":
    deadline = time.monotonic() + LONGEST_DEPLOYMENT_SECONDS
    while time.monotonic() < deadline:
        stack = _stack(cloudformation, name)
        if stack is None or not stack["StackStatus"].endswith("_IN_PROGRESS"):
            return stack
        time.sleep(POLL_SECONDS)
    raise DeploymentFailed(f"stack {name} is not done after {LONGEST_DEPLOYMENT_SECONDS:.0f} s")


def _failure(cloudformation: "CloudFormationClient", name: str, stack_id: str) -> str:
    """Name the first resource of this attempt that failed by itself."""
    events = cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"]  # the newest first
    failed = None
    for event in events:
        if event["ResourceType"] == "AWS::CloudFormation::Stack" and event["LogicalResourceId"] == name:
            if event.get("ResourceStatus") in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
                break  # earlier events are of earlier attempts
        elif event.get("ResourceStatus", "").endswith("_FAILED") and "cancelled" not in _reason(event).lower():
            failed = event
    if failed is None:
        stack = _stack(cloudformation, stack_id)
        return f"stack {name} failed: {stack and (stack.get('StackStatusReason') or stack['StackStatus'])}"
    return f"stack {name}: {failed['LogicalResourceId']} ({failed['ResourceType']}) failed: {_reason(failed)}"


def _reason(event: Any) -> str:
    return str(event.get("ResourceStatusReason", "for no reason given"))
