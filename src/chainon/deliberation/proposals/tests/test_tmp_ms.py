import pytest
from .test_budgets import *
@pytest.mark.django_db
def test_ms(territory, town):
    thousand(territory, town); wait_for(50)
    a=spent("/propositions/"); n,b=cost("/propositions/"); hundredfold(); c=spent("/propositions/")
    t=Theme.objects.all()[0].public_id; d=spent(f"/propositions/?theme={t}"); e=spent(f"/propositions/?lieu={town[0].public_id}"); f=spent(f"/propositions/?lieu={town[0].public_id}&theme={t}")
    print("MS", a*1000, "100k", c*1000, "theme", d*1000, "place", e*1000, f*1000, "queries", n, "bytes", b)
