"""Whatever happens next, what is kept of the chain is what it would be made again from nothing."""

from __future__ import annotations

import os
import random
import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from chainon.base import clock
from chainon.base.chain.services import differences, rebuild
from chainon.base.journal.selectors import verify

from .walking import ACTS, Town, open_town

pytestmark = pytest.mark.django_db

WALKS = int(os.environ.get("CHAINON_TEST_WALKS", "5"))
STEPS = 25
AGAIN = 12
WAY = re.findall(
    r"\w+",
    """
propose propose propose back sign change follow_a_thread follow_a_thread follow_a_thread tell ask_to_merge
answer_a_merge answer_a_merge propose refuse appeal answer_an_appeal propose refuse publish interpellate
sign_an_interpellation propose hand_over accept_the_frame study carry reply_of_a_third propose hand_over carry
give_up_carrying pass_on close_without_an_answer propose hand_over accept_the_frame propose hand_over
accept_the_frame refuse publish withdraw propose hand_over settle propose hand_over answer_otherwise propose
hand_over answer_no propose hand_over answer_not_us propose hand_over propose hand_over answer_several propose
hand_over record_an_answer propose hand_over draft sign_a_draft propose hand_over take_back propose hand_over
answer_yes change refuse publish promise refuse publish decide link_a_decision withdraw_a_decision announce_a_pause
withdraw_the_pause change_a_theme promise_another_delay plan_a_step finish_a_step give_news postpone revise
record_a_promise keep record_a_spoken_promise give_up take_on record_a_spoken_promise record_a_spoken_promise
days_pass days_pass days_pass check_on_the_spot announce_not_kept reply_to_a_notice withdraw_a_notice
announce_not_kept days_pass days_pass say_not_kept withdraw withdraw_an_interpellation close_an_account
""",
)
"""Every act, each after what it needs."""
BEGINNINGS = [*["propose", "publish", "hand_over", "accept_the_frame"] * 5, "answer_yes", "promise", "hand_over"]
SHAKES = ["change", "refuse", "publish", "withdraw", "change_a_theme", "announce_a_pause", "days_pass"]
"""What may befall anything at any moment: as often as all the rest."""


def stands(town: Town) -> None:
    """Made again from nothing, nothing moves; and the journal is whole."""
    with clock.at(town.now):
        assert rebuild() == 0 and not list(differences())
        assert verify(town.territory).holds


def test_every_act_of_the_chain_leaves_it_true() -> None:
    """Each is done at least once. An act that is refused on what chance chose is tried on something else."""
    assert set(WAY) == set(ACTS)
    town, dice = open_town(), random.Random(7)
    for name in WAY:
        before = town.done[name]
        for _again in range(AGAIN):
            if town.live(name, dice) or town.done[name] > before:
                break
    never = sorted(set(ACTS) - set(town.done))
    assert not never, "\n".join([*town.story, f"never done: {never}"])
    stands(town)


def test_whatever_happens_next_the_chain_stays_true() -> None:
    town, start = open_town(), transaction.savepoint()
    for number, name in enumerate(BEGINNINGS):
        town.live(name, random.Random(number))

    class Walk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.begun = transaction.savepoint()
            self.town = Town(**{**vars(town), "residents": list(town.residents), "story": list(town.story)})

        @rule(name=st.sampled_from([*sorted(ACTS), *SHAKES * 7]), seed=st.integers(0, 2**16))
        def live(self, name: str, seed: int) -> None:
            self.town.live(name, random.Random(seed))

        def teardown(self) -> None:
            stands(self.town)
            transaction.savepoint_rollback(self.begun)

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            database=None,
        ),
    )
    transaction.savepoint_rollback(start)
