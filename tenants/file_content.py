"""What a file is, judged by what is in it: a PDF, a JPEG or a PNG, and nothing else."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4000  # pixels: a page that is photographed can still be read
LONGEST_NAME = 120
TRAILER_WITHIN = 1024  # bytes from the end of a PDF


class BadFile(Exception):
    """A file that is not taken, with the reason as a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it begins, what it may call itself, and how its last part begins and the file ends."""

    content_type: str
    begins: bytes
    endings: frozenset[str]
    declared: frozenset[str]
    image_format: str = ""
    last_part: bytes = b""
    ends: bytes = b""

    @property
    def ending(self) -> str:
        """Return the ending that it is stored with."""
        return self.content_type.rpartition("/")[2]


KINDS = (
    Kind("application/pdf", b"%PDF-", frozenset({"pdf"}), frozenset({"application/pdf"})),
    Kind(
        "image/jpeg",
        b"\xff\xd8\xff",
        frozenset({"jpg", "jpeg"}),
        frozenset({"image/jpeg", "image/pjpeg"}),
        "JPEG",
        b"\xff\xda",
        b"\xff\xd9",
    ),
    Kind(
        "image/png",
        b"\x89PNG\r\n\x1a\n",
        frozenset({"png"}),
        frozenset({"image/png"}),
        "PNG",
        b"IDAT",
        b"IEND",
    ),
)


@dataclass(frozen=True, slots=True)
class Content:
    """A file that is taken: its kind, and the bytes that are kept."""

    kind: Kind
    data: bytes


def examine(data: bytes, *, name: str, declared: str) -> Content:
    """Return a file as it is kept; an image is drawn anew, without what its camera noted of place and time.

    Name, declared type and content must agree. Raises BadFile: `empty`, `too_large`, `wrong_type`,
    `lies_about_type`, `broken`.
    """
    if not data:
        raise BadFile("empty")
    if len(data) > LARGEST:
        raise BadFile("too_large")
    kind = next((one for one in KINDS if data.startswith(one.begins)), None)
    ending = PurePath(name).suffix.removeprefix(".").lower()
    if kind is None:
        raise BadFile("lies_about_type" if any(ending in one.endings for one in KINDS) else "wrong_type")
    if ending not in kind.endings or declared.lower() not in kind.declared:
        raise BadFile("lies_about_type")
    return Content(kind, _redrawn(data, kind) if kind.image_format else _whole_pdf(data))


def clean_name(name: str, kind: Kind) -> str:
    """Return a file's own name without path, control characters and what turns text around; never empty."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "C")
    stem = re.sub(r"\s+", " ", PurePath(plain).stem).strip(" .") or "handling"
    return f"{stem[: LONGEST_NAME - len(kind.ending) - 1]}.{kind.ending}"


def _whole_pdf(data: bytes) -> bytes:
    if b"%%EOF" not in data[-TRAILER_WITHIN:]:
        raise BadFile("broken")
    return data


def _redrawn(data: bytes, kind: Kind) -> bytes:
    if data.rfind(kind.ends) < data.rfind(kind.last_part):  # Pillow may have been told to draw halves by others
        raise BadFile("broken")
    drawn = BytesIO()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for its whole process: half a picture would pass
    try:
        with Image.open(BytesIO(data), formats=(kind.image_format,)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadFile("too_large")
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = _plain(ImageOps.exif_transpose(image))
        fresh = Image.new(upright.mode, upright.size)  # nothing but the picture comes along
        fresh.paste(upright)
        fresh.save(drawn, kind.image_format, quality=88)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadFile("too_large") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadFile("broken") from error
    return drawn.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in grey, in colours, or in colours with a transparent ground."""
    if image.mode in {"L", "RGB", "RGBA"}:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
