import type { AnyRule } from '../../../kernel/rules/rule'
import { VEH_15, VEH_16, VEH_18, VEH_19 } from './conduct'
import { VEH_01, VEH_02, VEH_03, VEH_17 } from './fleet'
import { VEH_09, VEH_10 } from './fuel'
import { VEH_11, VEH_12, VEH_13, VEH_14 } from './repair'
import { VEH_04, VEH_05, VEH_06, VEH_07, VEH_08 } from './trip'

/** The rules of the vehicles ledger, VEH-01 to VEH-19. */
export const vehicleRules: readonly AnyRule[] = [
  VEH_01,
  VEH_02,
  VEH_03,
  VEH_04,
  VEH_05,
  VEH_06,
  VEH_07,
  VEH_08,
  VEH_09,
  VEH_10,
  VEH_11,
  VEH_12,
  VEH_13,
  VEH_14,
  VEH_15,
  VEH_16,
  VEH_17,
  VEH_18,
  VEH_19
]
