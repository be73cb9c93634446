"""What the map shows: a scene through a camera, drawn once and kept until something looks different."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import say
from advisor.gui.map.captions import Names
from advisor.gui.map.colours import map_colours
from advisor.gui.map.ground_painter import GroundPainter
from advisor.gui.map.lettering import Lettering
from advisor.gui.map.painter import Painter
from advisor.gui.theme import em
from advisor.report.map.base import BaseMap
from advisor.report.map.drawing import USUAL_LAYERS, Drawing, Layer
from advisor.report.map.layout import lay_out
from advisor.report.map.manner import Manner
from advisor.report.map.projection import Camera, Pixel, Spot
from advisor.report.map.room import Box
from advisor.report.map.scene import Scene
from advisor.report.map.views import whole_area, whole_trip

ZOOM_STEP = 1.5


class MapCanvas(QWidget):
    """Shows a scene through a camera. What the user does with it is the view's business."""

    viewMoved = Signal()
    """Another part of the map is in view."""

    def __init__(self) -> None:
        """Empty until `show_scene`."""
        super().__init__()
        self._names: Names | None = None
        self._scene: Scene | None = None
        self._ground: GroundPainter | None = None
        self._countries: tuple[tuple[str, Spot], ...] = ()
        self._layers = USUAL_LAYERS
        self._lettering = Lettering()
        self._camera = Camera(Spot(0.5, 0.5), 1000, 400, 300)
        self._moved = self._stale = False
        self._drawing: Drawing | None = None
        self._drawn: QPixmap | None = None
        self._under: QPixmap | None = None
        self._under_key: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.update)

    # -- what it is told

    def show_scene(self, scene: Scene, names: Names) -> None:
        """Show that. The view stays where the user has moved it; else it follows the trip."""
        before = self._scene
        self._names = names
        if scene == before:
            return
        other = before is None or before.ground is not scene.ground
        self._scene = scene
        if other:
            self._moved = False
            self._ground_changed()
        if not self._moved and (other or before is None or before.bounds != scene.bounds):
            self._camera = self._home()
        self._changed()

    def show_stale(self, *, stale: bool) -> None:
        """Fade the trip while it is being assessed anew."""
        if stale is not self._stale:
            self._stale = stale
            self._drawn = None
            self.update()

    def show_base(self, base: BaseMap | None) -> None:
        """Draw these outlines under it; None: there are none."""
        self._ground = GroundPainter(base) if base is not None else None
        self._ground_changed()
        self._changed()

    def show_countries(self, names: dict[str, str]) -> None:
        """What countries are called, by code."""
        base = self._ground.base if self._ground is not None else None
        listed = [(names[one.code], one.at) for one in base.countries if one.code in names] if base else []
        self._countries = tuple(listed)
        self._changed()

    @property
    def layers(self) -> frozenset[Layer]:
        """What is shown."""
        return self._layers

    def show_layers(self, layers: frozenset[Layer]) -> None:
        """Show these."""
        self._layers = layers
        self._changed()

    @property
    def camera(self) -> Camera:
        """What part of the map is in view."""
        return self._camera

    @property
    def drawing(self) -> Drawing | None:
        """What is seen at the moment."""
        if self._drawing is None and self._scene is not None:
            self._drawing = lay_out(self._scene, self._camera, self._manner())
        return self._drawing

    # -- moving

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge, keeping what is under a point where it is."""
        x, y = (at.x(), at.y()) if at is not None else (None, None)
        self._move(self._camera.zoomed(factor, x, y))

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step further off."""
        self.zoom(1 / ZOOM_STEP)

    def pan(self, x: float, y: float) -> None:
        """Move on by so many pixels."""
        self._move(self._camera.panned(x, y))

    def show_trip(self) -> None:
        """The whole trip, or the whole area where there is none; from now on the view follows the trip again."""
        self._camera = self._home()
        self._moved = False
        self._changed()
        self.viewMoved.emit()

    def show_area(self) -> None:
        """All places of the pack."""
        if self._scene is not None:
            self._move(whole_area(self._scene, self._camera))

    def look_at(self, camera: Camera) -> None:
        """Show that part of the map."""
        self._move(camera.resized(self.width(), self.height()))

    def _move(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self._moved = True
            self._changed()
            self.viewMoved.emit()

    def _home(self) -> Camera:
        camera = self._camera.resized(self.width(), self.height())
        return whole_trip(self._scene, camera, em()) if self._scene is not None else camera

    # -- drawing

    def _manner(self) -> Manner:
        side = em(2.2)
        reserved = (
            Box(self.width() - side, 0, side, em(8)),
            Box(0, self.height() - em(2.2), em(9), em(2.2)),
        )
        return Manner(say, self._lettering.width, em(), self._layers, self._countries, reserved)

    def _ground_changed(self) -> None:
        self._under_key = None

    def _changed(self) -> None:
        """Something looks different: drawn anew at the next paint."""
        self._drawing = self._drawn = None
        self._settle.start()

    def _underground(self) -> QPixmap:
        """Outlines in the view: kept, for they change only with the camera and the colours."""
        home = self._scene.ground.country if self._scene is not None else ""
        ratio = self.devicePixelRatioF()
        key = (self._camera, ratio, map_colours(), home)
        if self._under is None or key != self._under_key:
            self._under = self._blank(ratio)
            self._under_key = key
            painter = QPainter(self._under)
            if self._ground is not None:
                self._ground.paint(painter, self._camera, map_colours(), home, em())
            else:
                painter.fillRect(self.rect(), map_colours().home)
            painter.end()
        return self._under

    def _blank(self, ratio: float) -> QPixmap:
        made = QPixmap(QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))))
        made.setDevicePixelRatio(ratio)
        return made

    def _whole(self) -> QPixmap:
        """Outlines and everything on them."""
        drawing = self.drawing
        if self._drawn is None:
            self._drawn = self._blank(self.devicePixelRatioF())
            painter = QPainter(self._drawn)
            painter.drawPixmap(0, 0, self._underground())
            if drawing is not None:
                with_names = Painter(painter, self._lettering, map_colours())
                with_names.paint(drawing, faded=self._stale)
                with_names.scale(drawing, Pixel(em(0.7), self.height() - em(0.55)))
            painter.end()
        return self._drawn

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle, or the whole trip."""
        super().resizeEvent(event)
        self._camera = self._camera.resized(self.width(), self.height()) if self._moved else self._home()
        self._changed()

    def changeEvent(self, event: QEvent) -> None:
        """Other words, colours or sizes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._lettering = Lettering()
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._changed()

    def sizeHint(self) -> QSize:
        """Large."""
        return QSize(em(30), em(22))

    def minimumSizeHint(self) -> QSize:
        """Small, where there is little room."""
        return QSize(em(12), em(8))
