"""The statements of the pack being edited, proved beside the window: asked on demand, again when typing rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.mending.search import BackgroundSearch
from advisor.model.invariant import Invariant
from advisor.model.pack import Pack

if TYPE_CHECKING:
    from advisor.proof.dead import Dead, Gap
    from advisor.proof.prove import Answer

REST_MILLISECONDS = 600
"""How long the rules must have been checked and left alone before statements are proved again."""


@dataclass(frozen=True, slots=True)
class Unused:
    """What changes no verdict, and where nothing is permitted."""

    dead: Dead
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement and its latest answer, None before the first; `pack` is what that is of.

    `current`: it is of the rules as they are written now.
    """

    question: Invariant
    answer: Answer | None
    pack: Pack | None
    current: bool


_Came: TypeAlias = "Answer | Unused"


class Proving(QObject):
    """Asks the pack's statements, and more where it is wanted.

    `asked`: somebody wants answers. `standard`, `unused`: the standard questions too; what changes no verdict too.
    """

    changed = Signal()
    """`rows`, `running`, `done` or what was found is another."""

    def __init__(self, as_of: Callable[[Pack], date], failed: Callable[[BaseException], None]) -> None:
        """Nothing is proved before `ask`. `as_of`: near which day a trip that refutes is made."""
        super().__init__()
        self._as_of, self._failed = as_of, failed
        self._search = BackgroundSearch(self)
        self._search.advanced.connect(self._collect)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MILLISECONDS)
        self._soon.timeout.connect(self._start)
        self.forget()

    def forget(self) -> None:
        """Another pack is being edited."""
        self._search.withdraw()
        self._soon.stop()
        self.asked = self.standard = self.unused = False
        self._pack: Pack | None = None
        self._proved_of: Pack | None = None
        self._typing = False
        self._answers: dict[str, tuple[Answer, Pack]] = {}
        self._unused: tuple[Unused, Pack] | None = None
        self._extra: tuple[Invariant, ...] = ()
        self._coming: list[_Came] = []
        self.changed.emit()

    # -- what the editor does

    def typed(self) -> None:
        """The text is another: no answer is of it, and nothing is proved while somebody types."""
        self._soon.stop()
        if self._search.running:
            self._collect()
            self._search.withdraw()
        if not self._typing:
            self._typing = True
            self.changed.emit()

    def use(self, pack: Pack | None) -> None:
        """The text as it is now was checked; None where it has faults."""
        self._typing = False
        self._pack = pack
        if pack is not None and self._extra:
            self._extra = _standard(pack)
        if self.asked and self._open():
            self._soon.start()
        self.changed.emit()

    # -- what the user does

    def ask(self, *, standard: bool = False, unused: bool = False) -> None:
        """Prove what has no answer yet; `standard` and `unused` stay wanted."""
        self.asked = True
        self.standard, self.unused = self.standard or standard, self.unused or unused
        self._start()

    def cancel(self) -> None:
        """Stop; what was answered stays, and nothing is asked again before `ask`."""
        self.asked = False
        self._soon.stop()
        self._search.stop()
        self.changed.emit()

    def close(self) -> None:
        """The window is gone."""
        self._soon.stop()
        self._search.close()

    # -- what there is

    @property
    def pack(self) -> Pack | None:
        """The rules as they are written now, None where they have faults."""
        return self._pack

    @property
    def running(self) -> bool:
        """Whether something is being proved."""
        return self._search.running

    @property
    def waiting(self) -> bool:
        """Whether answers are still to come without anybody asking again."""
        return self.asked and (self._typing or self._soon.isActive() or self.running)

    @property
    def done(self) -> float:
        """How much of what is being proved, from 0 to 1."""
        return self._search.done

    @property
    def found_unused(self) -> tuple[Unused, Pack, bool] | None:
        """What changes no verdict, in which rules, and whether they are as they are written now."""
        if self._unused is None:
            return None
        return *self._unused, self._is_current(self._unused[1])

    def rows(self) -> tuple[Row, ...]:
        """The statements as they are written, or as they last were without faults, with their answers."""
        if self._pack is None:
            return tuple(Row(answer.question, answer, pack, False) for answer, pack in self._answers.values())
        return tuple(self._row(one) for one in self._questions())

    # -- the work

    def _questions(self) -> tuple[Invariant, ...]:
        return (*(self._pack.invariants if self._pack is not None else ()), *self._extra)

    def _row(self, question: Invariant) -> Row:
        found = self._answers.get(question.id)
        if found is None:
            return Row(question, None, None, False)
        answer, pack = found
        same = replace(answer.question, span=question.span) == question
        return Row(question, answer, pack, same and self._is_current(pack))

    def _is_current(self, pack: Pack) -> bool:
        return not self._typing and self._pack is not None and pack.fingerprint == self._pack.fingerprint

    def _open(self) -> bool:
        """Whether anything that is wanted is not answered."""
        lacking = self._unused_open or (self.standard and not self._extra)
        return lacking or any(not self._row(one).current for one in self._questions())

    @property
    def _unused_open(self) -> bool:
        found = self.found_unused
        return self.unused and (found is None or not found[2])

    def _start(self) -> None:
        pack = self._pack
        if pack is None or self._typing:
            self.changed.emit()
            return
        self._soon.stop()
        self._collect()
        if self.standard and not self._extra:
            self._extra = _standard(pack)
        open_ = tuple(one for one in self._questions() if not self._row(one).current)
        also = self._unused_open
        if open_ or also:
            coming: list[_Came] = []
            self._coming = coming
            near = self._as_of(pack)

            def work(go_on: Callable[[float], bool]) -> Pack:
                _prove(pack, open_, near, also, coming, go_on)
                return pack

            self._proved_of = pack
            self._search.start(work, self._ended, self._broke)
        self.changed.emit()

    def _collect(self) -> None:
        """Take what has been found so far."""
        while self._coming and self._proved_of is not None:
            one = self._coming.pop(0)
            if isinstance(one, Unused):
                self._unused = one, self._proved_of
            else:
                self._answers[one.question.id] = one, self._proved_of
        self.changed.emit()

    def _ended(self, _pack: Pack) -> None:
        self._collect()

    def _broke(self, error: BaseException) -> None:
        self.asked = False
        self._collect()
        self._failed(error)


def _standard(pack: Pack) -> tuple[Invariant, ...]:
    from advisor.proof.standard import standard_questions  # on first use: nobody who only writes rules waits for it

    return standard_questions(pack)


def _prove(
    pack: Pack,
    questions: tuple[Invariant, ...],
    near: date,
    unused: bool,
    came: list[_Came],
    go_on: Callable[[float], bool],
) -> None:
    """Answer one after the other. What was being answered when somebody said stop is no answer."""
    from advisor.proof.dead import dead_rules, gaps
    from advisor.proof.prove import Prover

    prover = Prover(pack, questions, near)
    parts = len(questions) + 2 * unused
    for number, question in enumerate(questions):

        def within(done: float, number: int = number) -> bool:
            return go_on((number + done) / parts)

        answer = prover.answer(question, go_on=within)
        if not go_on((number + 1) / parts):
            return
        came.append(answer)
    if unused:
        dead = dead_rules(prover, go_on=lambda done: go_on((len(questions) + done) / parts))
        nowhere = gaps(prover, go_on=lambda done: go_on((len(questions) + 1 + done) / parts))
        if go_on(1.0):
            came.append(Unused(dead, nowhere))
