"""What the tick moves in the night service."""

from disturbance.models import RegisterImport
from disturbance.services.registers import REGISTERS
from tenants import ticking

ticking.register(ticking.Stepper("disturbance.registerimport", RegisterImport, REGISTERS.look_at, decides=False))
