import { In, IsNull } from 'typeorm'
import { goesOn } from '../../office/units/goingOn'
import { Exit, Extension, Keeping } from './entities'

/**
 * What a merged squad asked for and has not done, and goods it keeps with others, are the other's to go on with
 * (K-08).
 */
export const warehouseGoingOn = [
  goesOn(Extension, '延期审批', 'squadId', { state: In(['pending', 'returned']) }),
  goesOn(Extension, '延期审批', 'squadId', { state: 'approved', notifiedOn: IsNull() }),
  goesOn(Exit, '出库单', 'squadId', { state: In(['pending', 'returned', 'approved']) }),
  goesOn(Keeping, '委托保管', 'squadId', { endedOn: IsNull() })
]
