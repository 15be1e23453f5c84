import type { SignatureInput } from '../../contract/values'
import { formatInstant } from '../../contract/display'
import { notNow } from '../../kernel/fault'
import { citeFor } from '../../kernel/rules/regulation'
import { SYS_03 } from '../../kernel/rules/system'
import { confirmedByAnother } from '../accounts/secondPerson'
import type { Permitted } from '../procedure'

/**
 * Goes on with the date the computer shows, after a second person of another office confirmed it on the spot; stands in
 * the exceptions report. Gives `conflict` where nothing is doubted.
 */
export async function confirmClock(context: Permitted, second: SignatureInput | undefined): Promise<void> {
  const { database } = context.house
  const work = { chain: 'office', act: '确认电脑时间', despiteClock: true } as const
  await context.write(work, async (unit) => {
    const doubt = database.clockDoubt(unit.book)
    if (!doubt) throw notNow('电脑时间')
    const subject = { type: 'clock', id: unit.newId() }
    unit.about({ ...subject, number: formatInstant(doubt.shown) })
    await confirmedByAnother(unit, second, { concernedId: null, subject, what: '确认电脑时间' })
    await unit.except({
      rule: SYS_03.id,
      message: `电脑时间由${formatInstant(doubt.expected)}前后变为${formatInstant(doubt.shown)}，经确认没有错，继续办理`,
      source: citeFor(unit.book.profile, SYS_03.sources),
      reason: '两人现场核对时间'
    })
  })
  database.trustClock()
}
