import { z } from 'zod'
import './issueWords'
import { penStrokes } from './pen'

// Control characters and lone surrogates cannot be stored or printed faithfully, so they are refused at the door.
const printable = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u

/** A line of text: trimmed, 1 to `max` characters, printable. */
export const text = (label: string, max = 200) =>
  z
    .string({ error: `请填写${label}` })
    .trim()
    .min(1, `请填写${label}`)
    .max(max, `${label}不能超过${max}个字`)
    .regex(printable, `${label}含有不能打印的字符`)

/** Text that may be empty: trimmed, at most `max` characters, printable. */
export const blankText = (label: string, max = 500) =>
  z.string().trim().max(max, `${label}不能超过${max}个字`).regex(printable, `${label}含有不能打印的字符`)

/** Text that may be left out; empty becomes undefined. */
export const optionalText = (label: string, max = 500) =>
  blankText(label, max)
    .optional()
    .transform((value) => (value === '' ? undefined : value))

export const id = (label = '记录') => z.uuid({ error: `请选择${label}` })

const isCalendarDate = (value: string) => {
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** ISO local date in the years a ledger can hold (1900–2199). */
export const localDate = (label = '日期') =>
  z
    .string({ error: `请填写${label}` })
    .regex(/^(19|20|21)\d\d-\d\d-\d\d$/, `${label}应为 2026-01-05 这样的日期`)
    .refine(isCalendarDate, `${label}不是日历上的日子`)

/** Month as 2026-01. */
export const month = (label = '月份') =>
  z.string({ error: `请填写${label}` }).regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, `${label}应为 2026-01 这样的月份`)

/** UTC instant, to the millisecond as everywhere else, so that instants sort as text. */
export const instant = (label = '时间') =>
  z.iso.datetime({ error: `请填写${label}` }).transform((value) => new Date(value).toISOString())

/** Integer cents, zero or more, below one hundred million yuan. */
export const cents = (label = '金额') =>
  z
    .int({ error: `请填写${label}` })
    .min(0, `${label}不能为负`)
    .max(9_999_999_999, `${label}过大`)

/** Integer thousandths above zero, below one million units. */
export const thousandths = (label = '数量') =>
  z
    .int({ error: `请填写${label}` })
    .min(1, `${label}应大于零`)
    .max(999_999_999, `${label}过大`)

/** Integer thousandths, zero allowed (counts). */
export const countThousandths = (label = '数量') =>
  z
    .int({ error: `请填写${label}` })
    .min(0, `${label}不能为负`)
    .max(999_999_999, `${label}过大`)

/** Reference to a stored attachment. */
export const attachmentId = z.uuid({ error: '请先上传附件' })

/** A signature given at the counter: the signer's PIN, or what they drew on the pad. */
export const signature = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('pin'),
    personId: id('签字人'),
    pin: z.string().regex(/^\d{4,8}$/, '签字码为4至8位数字')
  }),
  z.strictObject({ by: z.literal('pen'), personId: id('签字人'), strokes: penStrokes })
])
export type SignatureInput = z.infer<typeof signature>
