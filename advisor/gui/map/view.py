"""The map as mouse, touch and keyboard move it, and what of it is meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from advisor.gui.language import _
from advisor.gui.map.canvas import ZOOM_STEP, MapCanvas
from advisor.gui.map.captions import Names, caption, spoken
from advisor.gui.map.painter import STEP_WIDTH, polygon
from advisor.gui.map.stops import Stop, stop_of, stops, target_of
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.painting import focus_ring
from advisor.report.map.drawing import Cross, Dot, Drawing, Pill, StepLine, Target

_WHEEL_NOTCH = 120
_PAN_SHARE = 0.15


class MapView(MapCanvas):
    """Edits nothing: it tells which places and steps the user means."""

    placeMeant = Signal(object, object)
    """Places (ids, the one named first) were chosen, and where on the screen a menu may open (a QPoint)."""
    stepsMeant = Signal(object)
    """Steps (indexes into the assessment) were chosen."""

    def __init__(self) -> None:
        """Empty until `show_scene`."""
        super().__init__()
        self._hover: Target | None = None
        self._stop: Stop | None = None
        self._pressed: QPoint | None = None
        self._dragging = False
        self.wheel_zooms = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._name()

    def _changed(self) -> None:
        """What was under the mouse may be elsewhere now."""
        super()._changed()
        self._hover = None
        self._name()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map, then what the mouse and the keyboard are on."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._whole())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hover is not None:
            self._mark(painter, self._hover, 0.09)
        if self.hasFocus():
            target = self._focused()
            if target is not None:
                self._mark(painter, target, 0.16)
            focus_ring(painter, self.rect())
        painter.end()

    def _mark(self, painter: QPainter, target: Target, width: float) -> None:
        """A ring around what is meant; and how far off a place's point may be."""
        pen = QPen(tokens().focus, max(1.5, em() * width))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(target, StepLine):
            pen.setWidthF(em() * STEP_WIDTH * 0.5)
            painter.setPen(pen)
            painter.drawPolyline(polygon(target.line))
        elif isinstance(target, Pill):
            box = QRectF(*target.box.grown(em(0.16)))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        else:
            painter.drawEllipse(QPointF(*target.at), em(0.62), em(0.62))
        if isinstance(target, Dot) and self._scene is not None:
            radius = self._scene.ground.places[target.places[0]].off * self._camera.scale
            if radius > em(0.8):
                pen = QPen(tokens().focus, 1)
                pen.setDashPattern([4, 4])
                painter.setPen(pen)
                painter.drawEllipse(QPointF(*target.at), radius, radius)

    # -- what is meant

    def _focused(self) -> Target | None:
        drawing = self.drawing
        return target_of(self._stop, drawing) if self._stop is not None and drawing is not None else None

    def activate(self, target: Target, at: QPoint) -> None:
        """Do what a click does."""
        match target:
            case Dot():
                self.placeMeant.emit(target.places, self.mapToGlobal(at))
            case StepLine():
                self.stepsMeant.emit((target.step,))
            case Pill():
                self.stepsMeant.emit(target.steps)
            case Cross():
                self.stepsMeant.emit(tuple(dict.fromkeys(step for mark in target.marks for step in mark.steps)))

    def caption(self, target: Target) -> str:
        """What is told of it."""
        if self._names is None or self._scene is None:
            return ""
        return caption(target, self._names, self._scene)

    def _go_to(self, stop: Stop | None) -> None:
        self._stop = stop
        self._name()
        self.update()

    def _name(self) -> None:
        target = self._focused() if self.hasFocus() else None
        name = _("Map of the trip")
        if target is not None and self._names is not None:
            name = f"{name}: {spoken(target, self._names)}"
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setAccessibleDescription(
                _(
                    "Tab goes from step to step and place to place, Enter chooses, arrows move, plus and minus zoom, "
                    "Home shows the whole trip, a letter goes to a place."
                )
            )

    # -- keyboard

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through steps and places before it leaves the map."""
        drawing = self.drawing
        listed = stops(drawing) if drawing is not None else []
        here = listed.index(self._stop) if self._stop in listed else (-1 if forward else len(listed))
        following = here + (1 if forward else -1)
        if self.hasFocus() and 0 <= following < len(listed):
            self._go_to(listed[following])
            return True
        self._stop = None
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, choose."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        key, drawing = event.key(), self.drawing
        step = min(self.width(), self.height()) * _PAN_SHARE
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        does = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Home: self.show_trip,
            Qt.Key.Key_End: self.show_area,
        }
        target = self._focused()
        if key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in does:
            does[Qt.Key(key)]()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu} and target is not None:
            self.activate(target, _anchor(target))
        elif key == Qt.Key.Key_Escape and self._stop is not None:
            self._go_to(None)
        elif event.text().isalpha() and drawing is not None and self._names is not None:
            self._type(event.text(), drawing, self._names)
        else:
            super().keyPressEvent(event)

    def _type(self, letter: str, drawing: Drawing, names: Names) -> None:
        """On to the next place in view that begins with that letter, as in a list."""
        first = letter.casefold()
        places = [dot.places[0] for dot in drawing.dots if names.place(dot.places[0]).casefold().startswith(first)]
        if not places:
            return
        places.sort(key=lambda place: names.place(place).casefold())
        here = self._stop.place if self._stop is not None else ""
        place = places[(places.index(here) + 1) % len(places)] if here in places else places[0]
        self._go_to(Stop(place=place))

    # -- mouse and touch

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position().toPoint(), False
        super().mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or show what is under the mouse."""
        at = event.position().toPoint()
        if self._pressed is not None:
            off = at - self._pressed
            if self._dragging or off.manhattanLength() >= QApplication.startDragDistance():
                self._dragging = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pan(-off.x(), -off.y())
                self._pressed = at
            return
        drawing = self.drawing
        target = drawing.at(at.x(), at.y()) if drawing is not None else None
        if target != self._hover:
            self._hover = target
            self.setCursor(Qt.CursorShape.PointingHandCursor if target is not None else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.ArrowCursor)
        at, drawing = event.position().toPoint(), self.drawing
        target = drawing.at(at.x(), at.y()) if drawing is not None and not dragged else None
        if target is not None:
            self._go_to(stop_of(target))
            self.activate(target, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer."""
        drawing = self.drawing
        if drawing is not None and drawing.at(event.position().x(), event.position().y()) is None:
            self.zoom(ZOOM_STEP * ZOOM_STEP, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        if self._hover is not None:
            self._hover = None
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the mouse is."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if not notches or not (self.wheel_zooms or held or self.hasFocus()):
            event.ignore()  # the page scrolls
            return
        self.zoom(ZOOM_STEP**notches, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Tooltips and pinching."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            drawing = self.drawing
            target = drawing.at(event.x(), event.y()) if drawing is not None else None
            QToolTip.showText(event.globalPos(), self.caption(target) if target is not None else "", self)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
                return True
        elif event.type() is QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if pinch is not None:
                self.zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint())))
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab, begin with the first step, or with the last place."""
        super().focusInEvent(event)
        drawing = self.drawing
        listed = stops(drawing) if drawing is not None else []
        if listed and event.reason() is Qt.FocusReason.TabFocusReason:
            self._stop = listed[0]
        elif listed and event.reason() is Qt.FocusReason.BacktabFocusReason:
            self._stop = listed[-1]
        self._name()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without the ring."""
        super().focusOutEvent(event)
        self._name()
        self.update()


def _anchor(target: Target) -> QPoint:
    if isinstance(target, StepLine):
        return QPointF(*target.arrow[0]).toPoint()
    return QPointF(*target.at).toPoint()
