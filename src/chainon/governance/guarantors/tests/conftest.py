from chainon.base.chain.tests.things import things

__all__ = ["things"]
