import { cleanups } from './cleanup'
import { clocks, extensions } from './clocks'
import { exits } from './exit'
import { intakes } from './intake'
import { keepings } from './keeping'
import { lines } from './line'
import { entries, keys, statistics } from './room'

/** The ledger of detained and confiscated goods (暂扣（罚没）物品). */
export const warehouse = { intakes, lines, clocks, extensions, exits, keepings, cleanups, keys, entries, statistics }

export * from './access'
export * from './cleanup'
export * from './clocks'
export * from './exit'
export * from './intake'
export * from './keeping'
export * from './line'
export * from './room'
export * from './words'
