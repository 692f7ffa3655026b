"""Addresses that no database can hold."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/%00", "/?q=%00", "/?%00=1", "/api/v1/progress/%00", "/desk/search?q=a%00b", "/desk/incidents/%00/"])
def test_an_address_with_nul_finds_nothing_on_either_database(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
