"""Packaging the unchanged template as `aws cloudformation package` does: its local paths become places in S3."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]  # it has no types

from local.artefacts import Builder

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "beadle-artefacts"
Template = dict[str, Any]


class TemplateInvalid(ValueError):
    """The template cannot be read or packaged; the message names the resource."""


@dataclass(frozen=True)
class Place:
    """Where packaged artefacts go."""

    s3: "S3Client"
    bucket: str = BUCKET

    def make(self) -> None:
        """Make the bucket, unless it is there."""
        try:
            self.s3.head_bucket(Bucket=self.bucket)
        except ClientError as error:
            if not _is_missing(error):
                raise
            region: Any = self.s3.meta.region_name
            self.s3.create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": region})

    def put(self, key: str, content: bytes) -> None:
        """Upload, unless it is there: a key carries the digest of its content."""
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if not _is_missing(error):
                raise
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)


@dataclass(frozen=True)
class Package:
    """Packages templates: each local path in them becomes the place in S3 of what it points at."""

    builder: Builder
    place: Place

    def template(self, path: Path) -> Template:
        """Return the template with its artefacts, and its nested templates', uploaded.

        Raises:
            TemplateInvalid: it is no template, or one of its paths is missing.
            BuildFailed: an artefact cannot be built.
        """
        template = read_template(path)
        for name, resource in template["Resources"].items():
            if exporter := EXPORTERS.get(resource.get("Type", "")):
                properties = resource.setdefault("Properties", {})
                value = properties.get(exporter.key)
                if isinstance(value, str) and "://" not in value:
                    source = path.parent / value
                    if not source.exists():
                        raise TemplateInvalid(f"{path}: {name} points at {value}, which does not exist")
                    properties[exporter.key] = exporter.export(self, source)
        return template

    def function(self, source: Path) -> str:
        """Upload a function; return its S3 URI."""
        return self._upload(self.builder.function(source))

    def layer(self, source: Path) -> str:
        """Upload a layer; return its S3 URI."""
        return self._upload(self.builder.layer(source))

    def nested(self, source: Path) -> str:
        """Package and upload a nested template; return its URL."""
        return self.upload_template(self.template(source))

    def upload_template(self, template: Template) -> str:
        """Upload a packaged template; return its URL."""
        content = json.dumps(template, default=str).encode()
        key = f"{hashlib.sha256(content).hexdigest()[:32]}.template"
        self.place.put(key, content)
        return f"{self.place.s3.meta.endpoint_url}/{self.place.bucket}/{key}"

    def _upload(self, archive: Path) -> str:
        self.place.put(archive.name, archive.read_bytes())
        return f"s3://{self.place.bucket}/{archive.name}"


@dataclass(frozen=True)
class Exporter:
    """Which property of a type of resource points at something local, and what becomes of it."""

    key: str
    export: Callable[[Package, Path], str]


EXPORTERS = {
    "AWS::Serverless::Function": Exporter("CodeUri", Package.function),
    "AWS::Serverless::LayerVersion": Exporter("ContentUri", Package.layer),
    "AWS::Serverless::Application": Exporter("Location", Package.nested),
    "AWS::CloudFormation::Stack": Exporter("TemplateURL", Package.nested),
}


def _is_missing(error: ClientError) -> bool:
    return error.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def read_template(path: Path) -> Template:
    """Read a template in YAML or JSON, short forms of its functions (`!Ref`) included.

    Raises:
        TemplateInvalid: it cannot be read, or has no resources.
    """
    try:
        template = yaml_parse(path.read_text(encoding="utf-8"))
    except Exception as error:
        raise TemplateInvalid(f"{path} cannot be read: {error}") from error
    if not isinstance(template, dict) or not isinstance(template.get("Resources"), dict):
        raise TemplateInvalid(f"{path} is no template: it has no Resources")
    return template
