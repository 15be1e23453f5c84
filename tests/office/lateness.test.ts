import { beforeAll, expect, it } from 'vitest'
import { K_03 } from '@main/kernel/rules/common'
import type { Person } from '@main/office/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { noteIfLate } from '@main/office/records/lateness'
import { exceptionWords } from '@main/office/records/remarks'
import { timelineOf } from '@main/office/records/timeline'
import { verifyHouse } from '@main/office/administration/verify'
import { onBothEngines, type TestHouse } from '../support/house'
import { acting, aBureau, aPerson } from '../support/people'
import { aFakeLedger, withLedger } from '../support/fakeLedger'
import { as, faultOf } from '../support/officeCalls'

onBothEngines('missed deadlines', (bare) => {
  const ledger = Object.assign(aFakeLedger('seals'), { rules: [K_03] })
  let house: TestHouse
  let keeper: Person
  const subject = { type: 'fake', id: '01900000-0000-7000-8000-0000000000aa', number: 'SY-1' }

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house)
    keeper = await aPerson(house, { name: '监印', posts: ['sealCustodian'] })
  })

  it('K-13 keeps a thing done a minute late for ever, on the timeline, in 备注 and among the exceptions; in time nothing', async () => {
    const deed = (dueAt: string) => ({ rule: K_03, subject, what: '补办审批', due: { dueOn: '2026-09-30', dueAt } })
    const act = async (dueAt: string) =>
      house.database.write({ chain: 'seals', act: '补办', actor: await acting(house, keeper) }, async (unit) => {
        unit.about(subject)
        return noteIfLate(unit, deed(dueAt))
      })
    // The clock stands at 09:00 local time.
    expect(await act('2026-09-30T01:00:00.000Z')).toBe(false)
    expect(await act('2026-09-30T00:59:00.000Z')).toBe(true)
    const words = '补办审批逾期：应于2026-09-30 08:59前，实际2026-09-30 09:00'
    expect((await exceptionWords(house.database.read, 'seals', [subject.id])).get(subject.id)).toEqual([words])
    const events = await timelineOf(house.database.read, { ledger: 'seals', subjects: [subject.id] })
    expect(events.find(({ title }) => title === '逾期')).toMatchObject({ tone: 'bad', findings: [{ message: words }] })
    const { rows } = await as(house, await aPerson(house, { posts: ['head'] })).administration.exceptions({})
    expect(rows).toMatchObject([{ message: words, actorName: '监印', subjectNumber: 'SY-1' }])
    expect(await verifyHouse(bare())).toMatchObject({ ok: true })
  })

  it('K-13 keeps a periodic duty due until it is done or closed with a reason by who answers for it', async () => {
    const item = (period: string, dueOn: string) => ({
      ledger: 'seals' as const,
      rule: 'K-03',
      source: '',
      title: `检查（${period}）`,
      number: null,
      dueOn,
      dueAt: null,
      calendarMissing: false,
      subjectType: 'fakeDuty',
      subjectId: period,
      unitId: null,
      duty: `unit@${period}`
    })
    ledger.dues.push(item('2026-04-01', '2026-06-30'), item('2026-07-01', '2026-09-30'))
    const titles = async () => (await as(house, keeper).home.due()).map(({ title }) => title)
    expect(await titles()).toEqual(['检查（2026-04-01）', '检查（2026-07-01）'])
    const close = (person: Person, period: string) =>
      as(house, person).home.closeDuty({
        ledger: 'seals',
        rule: 'K-03',
        duty: `unit@${period}`,
        reason: '机构改革期间停办'
      })
    const stranger = await aPerson(house)
    expect((await faultOf(close(stranger, '2026-04-01'))).code).toBe('forbidden')
    // Not overdue yet: it has to be done.
    expect((await faultOf(close(keeper, '2026-07-01'))).data.findings).toMatchObject([{ rule: 'K-13', act: 'BLOCK' }])
    await close(keeper, '2026-04-01')
    expect(await titles()).toEqual(['检查（2026-07-01）'])
    expect(await house.database.read.findBy(MissedDeadline, { outcome: 'closed' })).toMatchObject([
      { subjectId: 'unit@2026-04-01', dueOn: '2026-06-30', reason: '机构改革期间停办', personName: '监印' }
    ])
  })
})
