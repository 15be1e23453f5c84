import { beforeAll, expect, it } from 'vitest'
import { accountSerials, stampBlanks } from '@main/ledgers/seals/blank/acts'
import { requestBlanks } from '@main/ledgers/seals/blank/request'
import { handOver, type HandOverInput } from '@main/ledgers/seals/custody/acts'
import { dueSeals } from '@main/ledgers/seals/due'
import { BlankBatch, Loss, Seal } from '@main/ledgers/seals/entities'
import { recordLossSteps, reportLoss } from '@main/ledgers/seals/loss/acts'
import { Unit, type Person } from '@main/office/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { arranging, aUnit } from '../../support/people'
import {
  approved,
  aSeal,
  aSealBureau,
  aSealRow,
  doing,
  everyone,
  pen,
  readingAs,
  type SealBureau
} from '../../support/seals'

// Days worked out by hand from DK-05 and the parameters of the catalogue: activation 7 days after engraving (二(六)), a
// stand-in hands back on its last day (六(一)), strips are accounted for in 90 days (五(二)), a loss is told the same day
// and published in 7 (三(三)).
onBothEngines('the due list of seals, day by day', (house) => {
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
  /** What is due for one subject on a day: rule, day and title. */
  const dueOf = async (day: string, subjectId: string) =>
    (await listOn(day))
      .filter((item) => item.subjectId === subjectId)
      .map(({ rule, dueOn, title }) => `${rule} ${dueOn} ${title}`)

  const passed = async (seal: Pick<Seal, 'id'>, from: Person, to: Person, plan: Partial<HandOverInput>) =>
    doing(house(), bureau.director, async (unit) =>
      handOver(unit, {
        id: seal.id,
        version: (await read().findOneByOrFail(Seal, { id: seal.id })).version,
        kind: 'transfer',
        toPersonId: to.id,
        keysHandedOver: false,
        reason: '工作需要',
        arrangedById: bureau.director.id,
        signatures: { from: pen(from), to: pen(to) },
        ...plan
      })
    )

  it('SEAL-04 asks for the notice from the engraving on, by the seventh day after it, until it is issued', async () => {
    const seal = await aSealRow(house(), bureau, {
      name: '新章',
      state: 'engraved',
      engravedOn: '2026-02-10',
      custodianId: null
    })
    const due = ['SEAL-04 2026-02-17 “新章”已刻制，应发文启用']
    for (const day of ['2026-02-10', '2026-02-17', '2026-02-18']) expect(await dueOf(day, seal.id), day).toEqual(due)
    const [item] = (await listOn('2026-02-18')).filter(({ subjectId }) => subjectId === seal.id)
    expect(item).toMatchObject({
      ledger: 'seals',
      number: seal.number,
      subjectType: 'seal',
      unitId: bureau.squad.id,
      dueAt: null,
      calendarMissing: false,
      source: expect.stringContaining('第二条第（六）项')
    })
    const undated = await aSealRow(house(), bureau, { name: '无刻制日期', state: 'engraved', custodianId: null })
    expect(await dueOf('2026-02-18', undated.id)).toEqual([])
    await arranging(house(), async (unit) =>
      unit.update(Seal, await unit.load(Seal, seal.id, '印章'), { state: 'activated' }, '印章')
    )
    expect(await dueOf('2026-02-18', seal.id)).toEqual([])
  })

  it('SEAL-06 asks for the end of a stand-in on its last day and until the seal is back', async () => {
    house().clock.setDay('2026-02-20')
    const seal = await aSeal(house(), bureau, { name: '代管章' })
    expect(await dueOf('2026-02-20', seal.id)).toEqual([])
    await passed(seal, bureau.custodian, bureau.deputy, { kind: 'standIn', until: '2026-02-24', keysHandedOver: true })
    const due = ['SEAL-06 2026-02-24 “代管章”代管期满，应办理交回']
    for (const day of ['2026-02-20', '2026-02-24', '2026-02-25']) expect(await dueOf(day, seal.id), day).toEqual(due)
    await passed(seal, bureau.deputy, bureau.custodian, {})
    expect(await dueOf('2026-02-25', seal.id)).toEqual([])
    expect(await read().findBy(MissedDeadline, { subjectId: seal.id })).toMatchObject([
      { rule: 'SEAL-06', dueOn: '2026-02-24', outcome: 'late' }
    ])
  })

  it('SEAL-06 asks for a keeper of a seal in use that an old book names none of, not of one out of use', async () => {
    house().clock.setDay('2026-02-26')
    const seal = await aSealRow(house(), bureau, { name: '无人章', custodianId: null })
    const ended = await aSealRow(house(), bureau, { name: '已停章', state: 'suspended', custodianId: null })
    expect(await dueOf('2026-02-27', seal.id)).toEqual(['SEAL-06 2026-02-26 “无人章”没有登记保管人，应补办领取交接'])
    expect(await dueOf('2026-02-27', ended.id)).toEqual([])
    await passed(seal, bureau.director, bureau.custodian, { kind: 'receipt' })
    expect(await dueOf('2026-02-27', seal.id)).toEqual([])
  })

  it('SEAL-18 asks today, every day, for the seals of an abolished unit, whichever state they are in, until they are back', async () => {
    house().clock.setDay('2026-03-02')
    const gone = await aUnit(house(), { name: '撤销中队' })
    const inUse = await aSeal(house(), bureau, { name: '撤销章', unitId: gone.id })
    const others = [
      await aSealRow(house(), bureau, { name: '撤销章', unitId: gone.id, state: 'activated', custodianId: null }),
      await aSealRow(house(), bureau, { name: '撤销章', unitId: gone.id, state: 'suspended' })
    ]
    const back = await aSealRow(house(), bureau, {
      name: '撤销章',
      unitId: gone.id,
      state: 'returned',
      endedOn: '2026-03-02'
    })
    expect(await dueOf('2026-03-02', inUse.id)).toEqual([])
    await arranging(house(), async (unit) =>
      unit.update(Unit, await unit.load(Unit, gone.id, '单位'), { active: false }, '单位')
    )
    for (const day of ['2026-03-02', '2026-03-03'])
      for (const { id } of [inUse, ...others])
        expect(await dueOf(day, id), day).toEqual([`SEAL-18 ${day} “撤销章”所属单位已撤销，应收回`])
    expect(await dueOf('2026-03-03', back.id)).toEqual([])
    await passed(inUse, bureau.custodian, bureau.director, { kind: 'recovery' })
    expect(await dueOf('2026-03-03', inUse.id)).toEqual([])
  })

  it('SEAL-17 asks for each step of a loss until that step is done', async () => {
    house().clock.setDay('2026-03-04')
    const seal = await aSeal(house(), bureau, { name: '遗失章' })
    const loss = await doing(house(), bureau.custodian, (unit) =>
      reportLoss(unit, {
        sealId: seal.id,
        version: seal.version,
        discoveredAt: house().clock.now(),
        lostFrom: '2026-03-04',
        circumstances: '柜内不见'
      })
    )
    const [leader, police, paper] = [
      'SEAL-17 2026-03-04 “遗失章”遗失，应报告局领导',
      'SEAL-17 2026-03-04 “遗失章”遗失，应到派出所报案',
      'SEAL-17 2026-03-11 “遗失章”遗失，应登报声明作废'
    ]
    const step = (plan: object) =>
      doing(house(), bureau.director, async (unit) =>
        recordLossSteps(unit, {
          id: loss.id,
          version: (await read().findOneByOrFail(Loss, { id: loss.id })).version,
          ...plan
        })
      )
    expect(await dueOf('2026-03-04', loss.id)).toEqual([leader, police, paper])
    await step({ policeStation: '城关派出所', policeReportedOn: '2026-03-04' })
    expect(await dueOf('2026-03-05', loss.id)).toEqual([leader, paper])
    await step({ leaderId: bureau.head.id, leaderReportedAt: house().clock.now() })
    expect(await dueOf('2026-03-12', loss.id)).toEqual([paper])
    const [item] = (await listOn('2026-03-12')).filter(({ subjectId }) => subjectId === loss.id)
    expect(item).toMatchObject({ number: loss.number, subjectType: 'sealLoss', unitId: null })
    await step({ newspaper: '邵阳日报', newspaperOn: '2026-03-12' })
    expect(await dueOf('2026-03-12', loss.id)).toEqual([])
  })

  it('SEAL-12 asks for what is left of a stamped batch, by the ninetieth day, until nothing is left', async () => {
    house().clock.setDay('2026-03-16')
    const seal = await aSeal(house(), bureau)
    const { batch, approval } = await doing(house(), bureau.clerk, (unit) =>
      requestBlanks(unit, house(), {
        sealId: seal.id,
        kind: 'strip',
        purpose: '查封现场',
        format: '封条',
        serialPrefix: 'DL',
        serialFrom: 1,
        serialTo: 3,
        responsibleId: bureau.squadHead.id
      })
    )
    const version = async () => (await read().findOneByOrFail(BlankBatch, { id: batch.id })).version
    expect(await dueOf('2026-03-16', batch.id)).toEqual([])
    await approved(house(), approval.id, everyone(bureau))
    expect(await dueOf('2026-03-16', batch.id)).toEqual([])
    await doing(house(), bureau.custodian, async (unit) =>
      stampBlanks(unit, { id: batch.id, version: await version(), place: 'custodyRoom' })
    )
    const accounted = (serials: readonly number[]) =>
      doing(house(), bureau.squadHead, async (unit) =>
        accountSerials(unit, {
          id: batch.id,
          version: await version(),
          serials: serials.map((serial) => ({ serial, outcome: 'returned' }))
        })
      )
    // 15 days of March after the 16th, 30 of April, 31 of May, 14 of June.
    expect(await dueOf('2026-03-16', batch.id)).toEqual(['SEAL-12 2026-06-14 封条还有3份未核销'])
    await accounted([1, 2])
    expect(await dueOf('2026-06-14', batch.id)).toEqual(['SEAL-12 2026-06-14 封条还有1份未核销'])
    expect((await listOn('2026-06-15')).find(({ subjectId }) => subjectId === batch.id)).toMatchObject({
      number: batch.number,
      subjectType: 'sealBlanks',
      unitId: batch.unitId
    })
    await accounted([3])
    expect(await dueOf('2026-06-15', batch.id)).toEqual([])
  })
})
