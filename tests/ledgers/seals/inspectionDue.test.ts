import { beforeAll, expect, it } from 'vitest'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { dueSeals } from '@main/ledgers/seals/due'
import type { Inspection } from '@main/ledgers/seals/entities'
import { closeInspection, concludeInspection, openInspection } from '@main/ledgers/seals/inspection/acts'
import { suspendSeal } from '@main/ledgers/seals/seal/ending'
import { RuleSettingRow, type Unit } from '@main/office/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { arranging, aUnit } from '../../support/people'
import { aSealBureau, aSealRow, doing, pen, readingAs, sealNow, type SealBureau } from '../../support/seals'

// DK-05 六(二)3, each unit once a quarter (catalogue): quarters worked out by hand. The house began on 2026-02-10.
onBothEngines('inspections that are due, day by day', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    house().clock.setDay('2026-02-10')
    bureau = await aSealBureau(house())
  })
  const read = () => house().database.read
  const listOn = async (day: string) => {
    house().clock.setDay(day)
    return dueSeals(await readingAs(house(), bureau.director))
  }
  const dueOf = async (day: string, subjectId: string) =>
    (await listOn(day))
      .filter((item) => item.subjectId === subjectId)
      .map(({ rule, dueOn, title }) => `${rule} ${dueOn} ${title}`)

  /** The inspections due of a unit on a day: first and last day of the period. */
  const inspections = async (day: string, { id }: Pick<Unit, 'id'>) =>
    (await listOn(day))
      .filter(({ rule, duty }) => rule === 'SEAL-19' && duty?.startsWith(`${id}@`))
      .map(({ duty, dueOn }) => `${duty?.split('@')[1] ?? ''} ${dueOn}`)
  const [before, winter, spring, summer] = [
    '2025-10-01 2025-12-31',
    '2026-01-01 2026-03-31',
    '2026-04-01 2026-06-30',
    '2026-07-01 2026-09-30'
  ] as const

  it('SEAL-19 asks for every quarter a seal was there in, and forgets none when the next one begins', async () => {
    house().clock.setDay('2026-06-16')
    const unit = await aUnit(house(), { name: '环卫所' })
    expect(await inspections('2026-06-16', unit)).toEqual([])
    const seal = await aSealRow(house(), bureau, { name: '环卫所章', unitId: unit.id, registeredOn: '2026-03-31' })
    expect(await inspections('2026-06-16', unit)).toEqual([winter, spring])
    expect(await inspections('2026-06-30', unit)).toEqual([winter, spring])
    expect(await inspections('2026-07-01', unit)).toEqual([winter, spring, summer])
    expect((await listOn('2026-07-01')).find(({ duty }) => duty === `${unit.id}@2026-01-01`)).toMatchObject({
      title: '检查环卫所的用印情况（2026年1月1日至2026年3月31日）',
      subjectType: 'sealInspectionDue',
      subjectId: `${unit.id}@2026-01-01`,
      number: null,
      unitId: null
    })
    // Out of use it is still there; recalled, it is not asked about any more, but what was missed before stays.
    await doing(house(), bureau.director, (work) =>
      suspendSeal(work, { id: seal.id, version: seal.version, reason: '暂停', on: '2026-07-01' })
    )
    expect(await inspections('2026-07-01', unit)).toEqual([winter, spring, summer])
    const { version } = await sealNow(house(), seal)
    await doing(house(), bureau.director, (work) =>
      handOver(work, {
        id: seal.id,
        version,
        kind: 'recovery',
        toPersonId: bureau.director.id,
        keysHandedOver: false,
        reason: '停用',
        signatures: { from: pen(bureau.squadHead), to: pen(bureau.director) }
      })
    )
    expect(await inspections('2026-07-01', unit)).toEqual([winter, spring])
  })

  it.each([
    ['in use since before that quarter', { registeredOn: '2025-10-01' }, [before, winter, spring, summer]],
    [
      'come within a quarter that was over when the house began',
      { registeredOn: '2025-10-02' },
      [winter, spring, summer]
    ],
    ['come on the last day of a quarter', { registeredOn: '2026-06-30' }, [spring, summer]],
    ['come on the first day of a quarter', { registeredOn: '2026-07-01' }, [summer]],
    ['engraved only', { registeredOn: '2026-01-01', state: 'engraved' }, []],
    ['activated', { registeredOn: '2026-04-01', state: 'activated' }, [spring, summer]],
    ['taken back as entered wrongly', { registeredOn: '2026-01-01', state: 'undone', endedOn: '2026-07-01' }, []],
    [
      'gone on the last day of a quarter',
      { registeredOn: '2026-01-01', state: 'destroyed', endedOn: '2026-06-30' },
      [winter]
    ],
    [
      'lost on the first day of a quarter',
      { registeredOn: '2026-01-01', state: 'lost', endedOn: '2026-07-01' },
      [winter, spring]
    ],
    ['gone by an old book, no day told', { registeredOn: '2026-01-01', state: 'sealedAway', endedOn: null }, []]
  ] as const)('SEAL-19 on 07-02 of a unit with a seal %s', async (_what, plan, expected) => {
    const unit = await aUnit(house())
    house().clock.setDay('2026-07-02')
    await aSealRow(house(), bureau, { unitId: unit.id, ...plan })
    expect(await inspections('2026-07-02', unit)).toEqual(expected)
  })

  it('SEAL-19 asks once for a unit of several seals, from the first of them on, whatever came or went since', async () => {
    house().clock.setDay('2026-07-02')
    const unit = await aUnit(house(), { name: '多章所' })
    for (const plan of [
      { registeredOn: '2026-07-01' },
      { registeredOn: '2026-04-02' },
      { registeredOn: '2026-01-05', state: 'destroyed', endedOn: '2026-01-06' }
    ] as const)
      await aSealRow(house(), bureau, { unitId: unit.id, ...plan })
    expect(await inspections('2026-07-02', unit)).toEqual([spring, summer])
  })

  it('SEAL-19 keeps an inspection due while it is under way, by its number, and ends with its conclusion', async () => {
    house().clock.setDay('2026-07-03')
    const unit = await aUnit(house(), { name: '市容所' })
    await aSealRow(house(), bureau, { unitId: unit.id, registeredOn: '2026-06-01' })
    const opened = await doing(house(), bureau.director, (work) =>
      openInspection(work, { unitId: unit.id, periodOf: '2026-06-01' })
    )
    expect(await inspections('2026-07-03', unit)).toEqual([spring, summer])
    expect((await listOn('2026-07-03')).find(({ duty }) => duty === `${unit.id}@2026-04-01`)).toMatchObject({
      title: '检查市容所的用印情况（2026年4月1日至2026年6月30日）',
      number: opened.number,
      subjectType: 'sealInspection',
      subjectId: opened.id
    })
    await doing(house(), bureau.director, (work) =>
      concludeInspection(work, { id: opened.id, version: opened.version, result: '良好' })
    )
    expect(await inspections('2026-07-03', unit)).toEqual([summer])
    expect(await read().findBy(MissedDeadline, { subjectId: opened.id })).toMatchObject([
      { rule: 'SEAL-19', dueOn: '2026-06-30', outcome: 'late', what: '市容所用印检查' }
    ])
  })

  it('SEAL-19 asks for what was found by its day, of a unit without a seal as well, until it is put right', async () => {
    const unit = await aUnit(house(), { name: '无章所' })
    house().clock.setDay('2026-07-06')
    const found = async (rectifyBy: string) => {
      const { id, version } = await doing(
        house(),
        bureau.director,
        (work) => openInspection(work, { unitId: unit.id }),
        { 'SEAL-19': '分片检查' }
      )
      // Nothing drawn is wrong; what was found is the book itself.
      return doing(house(), bureau.director, (work) =>
        concludeInspection(work, { id, version, findings: '登记簿缺页', rectifyBy })
      )
    }
    const settled = ({ id, version }: Inspection) =>
      doing(house(), bureau.director, (work) => closeInspection(work, { id, version, result: '已补登' }))
    const [inTime, late] = [await found('2026-07-10'), await found('2026-07-10')]
    expect(inTime).toMatchObject({
      state: 'rectifying',
      faulty: 0,
      findings: '登记簿缺页',
      rectifyBy: '2026-07-10',
      result: '限期整改'
    })
    const due = ['SEAL-19 2026-07-10 无章所用印问题整改']
    expect(await dueOf('2026-07-06', inTime.id)).toEqual(due)
    expect(await dueOf('2026-07-10', inTime.id)).toEqual(due)
    expect((await listOn('2026-07-10')).find(({ subjectId }) => subjectId === inTime.id)).toMatchObject({
      number: inTime.number,
      subjectType: 'sealInspection',
      unitId: unit.id
    })
    await settled(inTime)
    expect(await dueOf('2026-07-10', inTime.id)).toEqual([])
    expect(await dueOf('2026-07-11', late.id)).toEqual(due)
    await settled(late)
    expect(await dueOf('2026-07-11', late.id)).toEqual([])
    const missed = (id: string) => read().findBy(MissedDeadline, { subjectId: id })
    expect(await missed(inTime.id)).toEqual([])
    expect(await missed(late.id)).toMatchObject([{ rule: 'SEAL-19', dueOn: '2026-07-10', what: '用印问题整改' }])
  })

  it('SEAL-19 where the bureau only warns, findings without a day are owed by no day and settled late by none', async () => {
    house().clock.setDay('2026-07-13')
    const unit = await aUnit(house(), { name: '缓改所' })
    const lowered = await arranging(house(), (work) =>
      work.insert(RuleSettingRow, { rule: 'SEAL-19', state: 'warn', parameters: {} })
    )
    const { id, version } = await doing(house(), bureau.director, (work) => openInspection(work, { unitId: unit.id }))
    const concluded = await doing(
      house(),
      bureau.director,
      (work) => concludeInspection(work, { id, version, findings: '登记簿缺页' }),
      { 'SEAL-19': '整改时间另定' }
    )
    await arranging(house(), (work) => work.remove(RuleSettingRow, lowered, '规则'))
    expect(concluded).toMatchObject({ state: 'rectifying', rectifyBy: null })
    expect(await dueOf('2026-09-30', id)).toEqual([])
    await doing(house(), bureau.director, (work) =>
      closeInspection(work, { id, version: concluded.version, result: '已补登' })
    )
    expect(await read().findBy(MissedDeadline, { subjectId: id })).toEqual([])
  })
})
