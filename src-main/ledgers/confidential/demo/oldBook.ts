import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { Person } from '../../../office/entities'
import type { ImportRow } from '../../../office/outputs/importDefinition'
import { openRegister } from '../file/importOpening'
import { demo, type DemoCast } from './cast'

/**
 * What an old register brings along: readings on time and late, a return with its receipt, a destruction by one person
 * alone.
 */
export async function theOldBook(cast: DemoCast): Promise<void> {
  const { diary, house, officer } = cast
  await diary.reach(diary.ago(243, '10:00'))
  const people = new Map((await house.database.read.find(Person)).map(({ name, id }) => [name, id]))
  const today = house.clock.today()
  const day = addDays(today, -90)
  const year = day.slice(0, 4)
  const sheet = (name: string, values: readonly ImportRow['values'][]): ImportRow[] =>
    values.map((each, index) => ({ sheet: name, row: index + 3, values: each }))
  const file = (serial: number, more: ImportRow['values']) => ({
    number: `MJ${year}-00${serial}`,
    receivedOn: day,
    issuer: '县人防办',
    documentNumber: `云人防密〔${year}〕${serial}号`,
    code: `旧${serial}`,
    secrecy: '机密★10年',
    copies: '1',
    copyNumber: `090${serial}`,
    pages: '8',
    scope: '谢晓岚、江映雪',
    cabinet: '保密柜1',
    receivedBy: '唐雨薇',
    ...more
  })
  const leg = (serial: number, reader: string, days: number, late: boolean) => ({
    number: `MJ${year}-00${serial}`,
    copyNumber: `090${serial}`,
    reader,
    outAt: instantAt(addDays(day, days), '09:05'),
    returnedAt: late ? instantAt(addDays(day, days + 1), '08:40') : instantAt(addDays(day, days), '11:30')
  })
  const ending = (serial: number, method: string, receipt: string, second: string) => ({
    number: `MJ${year}-00${serial}`,
    copyNumber: `090${serial}`,
    method,
    endedOn: addDays(day, 40),
    place: method === '销毁' ? '县涉密载体销毁中心' : '县保密局',
    handler: '唐雨薇',
    second,
    receipt
  })
  const rows = [
    ...sheet('收文登记', [
      file(1, {}),
      file(2, { issuedOn: addDays(day, -5) }),
      file(3, {}),
      file(4, { secrecy: '内部', copyNumber: '无' })
    ]),
    ...sheet('传阅登记', [leg(1, '谢晓岚', 1, false), leg(1, '江映雪', 3, true)]),
    ...sheet('清退销毁', [ending(1, '清退', `保回〔${year}〕7号`, ''), ending(3, '销毁', '', '')])
  ]
  await demo.actAs(house, officer, '导入密级文件登记簿', (unit) =>
    openRegister(unit, rows, { house, unitId: () => '', personId: (name) => people.get(name) })
  )
}
