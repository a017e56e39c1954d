"""The few calls that Beadle makes to a table, each one request, all through the process's one client.

pynamodb describes the items and writes the expressions. Its own connections are not used: they make a client a table,
and drop the item that DynamoDB sends along with a failed condition, which here spares a read after every repetition.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from botocore.exceptions import ClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action, Update

from beadle.adapters.aws import answering, client, part
from beadle.adapters.dynamodb.attributes import Item

I = TypeVar("I", bound=Item[Any])  # noqa: E741 - the item's class; no number is meant
Raw = Mapping[str, Any]  # attributes as DynamoDB spells them: {"name": {"S": "value"}}


class ConditionFailed(Exception):
    """The condition of a write did not hold; `standing` is what stands there instead, None when nothing does."""

    def __init__(self, standing: Any) -> None:
        super().__init__("condition failed")
        self.standing = standing


class Table(Generic[I]):
    """One kind of item in one table."""

    def __init__(self, name: str, item: type[I]) -> None:
        self.name = name
        self.item = item
        keys = [attribute for attribute in item.get_attributes().values() if attribute.is_hash_key]
        keys += [attribute for attribute in item.get_attributes().values() if attribute.is_range_key]
        self._keys = keys
        self._nothing_there = _expressions(condition=keys[0].does_not_exist())

    def get(self, *key: str) -> I | None:
        """Return one item, read consistently."""
        answer = self._call("get_item", Key=self._key(key), ConsistentRead=True)
        return self.read(answer["Item"]) if "Item" in answer else None

    def add(self, item: Raw) -> None:
        """Write a whole item where none stands; ConditionFailed."""
        self._call("put_item", Item=item, **self._nothing_there)

    def put(self, item: Raw, condition: Condition | None = None) -> None:
        """Write a whole item; ConditionFailed."""
        self._call("put_item", Item=item, **_expressions(condition=condition))

    def update(self, *key: str, actions: list[Action], condition: Condition | None = None) -> Raw:
        """Change some attributes and return all of them as they are now; ConditionFailed."""
        expressions = _expressions(actions=actions, condition=condition)
        answer = self._call("update_item", Key=self._key(key), ReturnValues="ALL_NEW", **expressions)
        attributes: Raw = part(answer, "Attributes")
        return attributes

    def delete(self, *key: str) -> None:
        """Delete an item; nothing happens when there is none."""
        self._call("delete_item", Key=self._key(key))

    def query(self, of: str, within: Condition | None = None) -> Iterator[I]:
        """Yield the items under one partition key, read consistently, in the order of their sort keys."""
        return self._pages("query", ConsistentRead=True, **_expressions(key=self._keys[0] == of, within=within))

    def query_index(self, index: str, where: Condition) -> Iterator[I]:
        """Yield the items that an index lists; it may lag behind the table."""
        return self._pages("query", IndexName=index, **_expressions(key=where))

    def scan(self, where: Condition | None = None) -> Iterator[I]:
        """Yield every item of the table, or those of one kind where it holds several; all of them are read."""
        return self._pages("scan", ConsistentRead=True, **_expressions(where=where))

    def read(self, raw: Raw) -> I:
        """Return the item that DynamoDB spelled."""
        return self.item.from_raw_data(raw)

    def _key(self, key: tuple[str, ...]) -> dict[str, Any]:
        return {
            attribute.attr_name: {attribute.attr_type: attribute.serialize(value)}
            for attribute, value in zip(self._keys, key, strict=True)
        }

    def _pages(self, operation: str, **arguments: Any) -> Iterator[I]:
        while True:
            answer = self._call(operation, **arguments)
            yield from map(self.read, part(answer, "Items"))
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        with answering(f"{operation} on table {self.name}"):
            try:
                answer: dict[str, Any] = getattr(client("dynamodb"), operation)(TableName=self.name, **arguments)
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                    raise
                raw: Any = error.response.get("Item")
                raise ConditionFailed(self.read(raw) if raw else None) from None
            return answer


def _expressions(
    *,
    key: Condition | None = None,
    within: Condition | None = None,
    condition: Condition | None = None,
    where: Condition | None = None,
    actions: list[Action] | None = None,
) -> dict[str, Any]:
    """Return expressions in DynamoDB's own writing, with the names and values that they refer to."""
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    written: dict[str, Any] = {}
    if key is not None:
        both = key if within is None else key & within
        written["KeyConditionExpression"] = both.serialize(names, values)
    if actions:
        written["UpdateExpression"] = Update(*actions).serialize(names, values)
    if where is not None:
        written["FilterExpression"] = where.serialize(names, values)
    if condition is not None:
        written["ConditionExpression"] = condition.serialize(names, values)
        written["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    if names:
        written["ExpressionAttributeNames"] = {placeholder: name for name, placeholder in names.items()}
    if values:
        written["ExpressionAttributeValues"] = values
    return written
