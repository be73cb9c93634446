"""The map with its buttons, its legend, and what it can't show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.map.captions import Names
from advisor.gui.map.legend import LegendMark
from advisor.gui.map.view import MapView
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.painting import box, focus_ring
from advisor.gui.widgets.text import Label, Tone
from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.report.map.drawing import Layer
from advisor.report.map.scene import Scene


class MapButton(QPushButton):
    """A small square with a sign: plus, minus, home, layers."""

    def __init__(self, sign: str) -> None:
        """Draw that sign."""
        super().__init__("")
        self._sign = sign
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def name(self, text: str, keys: str = "") -> None:
        """Say what it does, for the mouse and for assistive technology."""
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})" if keys else text)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(em(1.6), em(1.6))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and sign."""
        del event
        painter = QPainter(self)
        colours = tokens()
        box(painter, self.rect(), colours.card if self.underMouse() or self.isDown() else colours.panel, colours.edge)
        painter.setPen(QPen(colours.text, max(1.3, em(0.1)), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, half = QPointF(self.rect().center()) + QPointF(0.5, 0.5), em(0.36)
        for line in _SIGNS[self._sign]:
            points = [middle + QPointF(x, y) * half for x, y in line]
            painter.drawPolyline(points)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()


_SIGNS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "+": (((-1, 0), (1, 0)), ((0, -1), (0, 1))),
    "-": (((-1, 0), (1, 0)),),
    # four corners: all of it in view
    "home": (
        ((-1, -0.4), (-1, -1), (-0.4, -1)),
        ((0.4, -1), (1, -1), (1, -0.4)),
        ((1, 0.4), (1, 1), (0.4, 1)),
        ((-0.4, 1), (-1, 1), (-1, 0.4)),
    ),
    # sheets on one another
    "layers": (
        ((-1, -0.4), (0, -1), (1, -0.4), (0, 0.2), (-1, -0.4)),
        ((-1, 0.15), (0, 0.75), (1, 0.15)),
        ((-1, 0.6), (0, 1.2), (1, 0.6)),
    ),
}


class MapPanel(QWidget):
    """Everything about the map that has a place on the page."""

    layersChosen = Signal(object)
    """Other layers are shown (a frozenset)."""
    appeared = Signal()
    """It can be seen."""

    def __init__(self) -> None:
        """Empty until `show_scene`."""
        super().__init__()
        self.view = MapView()
        self.nearer, self.further, self.home, self.layers = (MapButton(sign) for sign in ("+", "-", "home", "layers"))
        self._buttons = (self.nearer, self.further, self.home, self.layers)
        corner = QVBoxLayout(self.view)  # a layout, so that the Tab key finds them behind the map
        corner.setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4))
        corner.setSpacing(em(0.2))
        for button in self._buttons:
            corner.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        corner.addStretch(1)
        self.nearer.clicked.connect(self.view.zoom_in)
        self.further.clicked.connect(self.view.zoom_out)
        self.home.clicked.connect(self.view.show_trip)
        self.layer_menu = QMenu(self)
        self._layer_actions = {layer: self._layer_action(layer) for layer in Layer}
        self.layer_menu.addSeparator()
        self.area = self.layer_menu.addAction("")
        self.area.triggered.connect(self.view.show_area)
        self.layers.setMenu(self.layer_menu)
        self.missing = Label(size=0.86, tone=Tone.MUTED)
        self.missing.hide()
        self.source = Label(size=0.74, tone=Tone.MUTED)
        self.marks = {what: LegendMark(what) for what in (*Verdict, "closed", "incident")}
        legend = flowing(*self.marks.values(), self.source, gap=0.9, line_gap=0.1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, em(0.3))
        layout.setSpacing(em(0.25))
        layout.addWidget(self.view, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(em(0.7), 0, em(0.7), 0)
        foot.setSpacing(em(0.15))
        for part in (self.missing, legend):
            foot.addWidget(part)
        layout.addLayout(foot)
        self._word()

    def show_scene(self, scene: Scene, names: Names) -> None:
        """Show that."""
        self.view.show_scene(scene, names)
        self._explain(scene)
        text = say(message("map.unplaced", places=tuple(scene.unplaced))) if scene.unplaced else ""
        if not scene.steps and not text:
            text = _("Click a place, or press its first letter and then Enter, to start the trip there.")
        self.missing.say(text)
        if bool(text) is self.missing.isHidden():
            self.missing.setVisible(bool(text))

    def _explain(self, scene: Scene) -> None:
        """Keep the legend to what can be seen."""
        seen: set[Verdict | str] = {step.range.reported for step in scene.steps if step.range is not None}
        if scene.closed:
            seen.add("closed")
        if any(event.why for event in scene.events):
            seen.add("incident")
        for what, mark in self.marks.items():
            if (what in seen) is mark.isHidden():
                mark.setVisible(what in seen)

    def _layer_action(self, layer: Layer) -> QAction:
        action = self.layer_menu.addAction("")
        action.setCheckable(True)
        action.setChecked(layer in self.view.layers)
        action.setObjectName(layer.value)
        action.toggled.connect(lambda shown, layer=layer: self._toggle(layer, shown=shown))
        return action

    def _toggle(self, layer: Layer, *, shown: bool) -> None:
        layers = self.view.layers | {layer} if shown else self.view.layers - {layer}
        self.view.show_layers(layers)
        self.layersChosen.emit(layers)

    def show_layers(self, layers: frozenset[Layer]) -> None:
        """Show these, and say so in the menu."""
        for layer, action in self._layer_actions.items():
            action.setChecked(layer in layers)

    def _word(self) -> None:
        self.nearer.name(_("Zoom in"), "+")
        self.further.name(_("Zoom out"), "−")
        self.home.name(_("Show the whole trip"), _("Home"))
        self.layers.name(_("What the map shows"))
        self.area.setText(_("Show the whole &area"))
        words = {
            Layer.REGIONS: _("Names of &regions"),
            Layer.NETWORK: _("&Links and routes"),
            Layer.CLOSED: _("&Closed links"),
            Layer.INCIDENTS: _("&Incidents counted"),
            Layer.OTHER_INCIDENTS: _("&Other incidents"),
        }
        for layer, action in self._layer_actions.items():
            action.setText(words[layer])
        self.source.say(say(message("map.source")))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell."""
        super().showEvent(event)
        self.appeared.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Other words."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._word()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().panel)
        painter.end()
