import { formatDate } from '../../contract/display'
import { daysBetween, type LocalDate } from '../localDate'
import { source } from './regulation'
import { defineRule } from './rule'

/**
 * K-13: a date typed into the past is marked 补录 and, beyond `days`, needs a reason; a day still to come is no record of
 * what was done. A missed deadline is noted where it is missed (office/records/lateness), whatever is done afterwards.
 */
export const K_13 = defineRule<
  {
    readonly what: string
    readonly dated: LocalDate
    readonly today: LocalDate
    readonly field?: string
    /** What the reason box asks for, where it has to say more than usual. */
    readonly ask?: string
  },
  { days: { label: string; unit: string; fallback: number } }
>({
  id: 'K-13',
  act: 'WARN',
  title: '逾期留痕，后补不消；补录的写明登记日期和原因',
  sources: [source('PRACTICE')],
  parameters: { days: { label: '补录须写明原因的天数', unit: '日', fallback: 1 } },
  check: ({ what, dated, today, field, ask = '请写明补录原因' }, { days }) => {
    const at = field === undefined ? {} : { field }
    if (dated > today) return { message: `${what}不能晚于今天`, act: 'BLOCK', ...at }
    const back = daysBetween(dated, today)
    return (
      back > days && {
        message: `${what}为${formatDate(dated)}，${back}日后才登记，属于补录`,
        ask,
        ...at
      }
    )
  }
})
