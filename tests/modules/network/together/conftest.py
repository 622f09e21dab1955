"""Words for what partners do together."""

from __future__ import annotations

import pytest

from bundel.network.models import Taxonomy, Term
from tests.modules.network.conftest import Network, term


@pytest.fixture
def words(network: Network) -> dict[str, Term]:
    """The kinds of goods and actions that the tests name."""
    goods = ("fridge", "hours_forms")
    actions = ("door_to_door", "letters", "energy_cafe")
    return {
        **{code: term(network.municipality, Taxonomy.GOODS_KIND, code) for code in goods},
        **{code: term(network.municipality, Taxonomy.ACTION_KIND, code) for code in actions},
    }
