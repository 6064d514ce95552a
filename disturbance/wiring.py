"""What the tick moves in the night service."""

from disturbance.demo import playing
from disturbance.models import Case, RegisterImport
from disturbance.services import reports, step_letters  # noqa: F401  (each declares its export)
from disturbance.services.registers import REGISTERS
from tenants import ticking
from tenants.demo import moving

ticking.register(ticking.Stepper("disturbance.registerimport", RegisterImport, REGISTERS.look_at, decides=False))
ticking.register(
    ticking.Stepper("disturbance.case", Case, reports.look_at, related=("landlord", "service"), decides=False)
)
moving.scripts.append(moving.Script(playing.coming, playing.play))
