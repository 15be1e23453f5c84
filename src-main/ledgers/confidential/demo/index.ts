import { DemoDiary } from '../../../office/demo/diary'
import type { House } from '../../../office/house'
import { castOf } from './cast'
import { extraCheck, leak, periodicChecks } from './checks'
import { deliveries, outNow, readInTurn, scopes } from './circulation'
import { copies, destruction, lastYearsReturn, openLists } from './endings'
import { media, publications, reviews } from './matters'
import { theOldBook } from './oldBook'
import { ownFiles } from './own'

/**
 * Confidential files of the demo bureau over a year, in every state, through the ledger's own services. Nothing is made
 * where there is no officer.
 */
export async function fillConfidential(house: House): Promise<void> {
  const diary = await DemoDiary.of(house, (days) => days.ago(245, '09:00'))
  const cast = await castOf(diary)
  if (!cast) return
  await diary.tell(
    [
      theOldBook,
      lastYearsReturn,
      periodicChecks,
      media,
      reviews,
      readInTurn,
      destruction,
      copies,
      publications,
      deliveries,
      leak,
      ownFiles,
      scopes,
      openLists,
      extraCheck,
      outNow
    ].map((story) => () => story(cast))
  )
}
