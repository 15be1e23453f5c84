import { beforeAll, expect, it } from 'vitest'
import { Approval } from '@main/office/approvals/entities'
import { Engraving, type Seal } from '@main/ledgers/seals/entities'
import {
  activateSeal,
  registerEngraved,
  requestEngraving,
  type EngraveInput,
  type EngravingInput
} from '@main/ledgers/seals/engraving/acts'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { resumeSeal, sealAway, suspendSeal } from '@main/ledgers/seals/seal/ending'
import { enterSeal, reviseSeal, type ReviseInput } from '@main/ledgers/seals/seal/opening'
import { sealDetail } from '@main/ledgers/seals/seal/rows'
import { registerSheet } from '@main/ledgers/seals/seal/sheet'
import { addDays } from '@main/kernel/localDate'
import { dueSeals } from '@main/ledgers/seals/due'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  approved,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  pen,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

onBothEngines('life of a seal', (house) => {
  let bureau: SealBureau
  let imprintId: string
  beforeAll(async () => {
    bureau = await aSealBureau(house())
    imprintId = (await anAttachment(house(), '印模.png')).id
  })

  let made = 0
  const engravingInput = (plan: Partial<EngravingInput> = {}): EngravingInput => ({
    name: `新章${(made += 1)}`,
    imprintText: '测试局执法中队',
    kind: 'unit',
    material: 'rubber',
    size: '直径4.2厘米',
    shape: 'round',
    unitId: bureau.squad.id,
    engraving: 'first',
    reason: '机构新设',
    basis: '编委批复',
    ...plan
  })
  const asked = (plan: Partial<EngravingInput> = {}) =>
    doing(house(), bureau.clerk, (unit) => requestEngraving(unit, house(), engravingInput(plan)))
  const agreed = async (plan: Partial<EngravingInput> = {}) => {
    const engraving = await asked(plan)
    await approved(house(), engraving.approvalId ?? '', everyone(bureau))
    return house().database.read.findOneByOrFail(Engraving, { id: engraving.id })
  }
  const engraveInput = (engraving: Engraving, plan: Partial<EngraveInput> = {}): EngraveInput => ({
    id: engraving.id,
    version: engraving.version,
    engraver: '永安刻章店',
    designated: true,
    approvalDocument: '洞城管批〔2026〕3号',
    engravedOn: house().clock.today(),
    imprintId,
    storage: '保管室',
    safeguard: '保险柜',
    ...plan
  })
  const engraved = async (plan: Partial<EngravingInput> = {}) => {
    const engraving = await agreed(plan)
    return doing(house(), bureau.director, (unit) => registerEngraved(unit, engraveInput(engraving)))
  }
  const activation = (seal: Seal, plan: object = {}) => ({
    id: seal.id,
    version: seal.version,
    activationNumber: `洞城管办〔2026〕${seal.number.slice(-3)}号`,
    activatedOn: house().clock.today(),
    ...plan
  })
  const activated = async (seal: Seal) =>
    doing(house(), bureau.director, (unit) => activateSeal(unit, activation(seal)))
  const received = async (seal: Seal) => {
    const signatures = { from: pen(bureau.director), to: pen(bureau.squadHead) }
    return doing(house(), bureau.director, (unit) =>
      handOver(unit, {
        id: seal.id,
        version: seal.version,
        kind: 'receipt',
        toPersonId: bureau.squadHead.id,
        keysHandedOver: false,
        reason: '领取新章',
        signatures
      })
    )
  }

  it('SEAL-01 refuses a seal entered without scope, place or safeguard, and fills in the scope of its kind', async () => {
    const input = {
      name: '残缺章',
      imprintText: '残缺',
      kind: 'bureau' as const,
      material: 'rubber' as const,
      size: '4厘米',
      shape: 'round' as const,
      unitId: bureau.office.id,
      custodianId: bureau.custodian.id
    }
    await expectRefused(
      house(),
      'SEAL-01',
      () => doing(house(), bureau.director, (unit) => enterSeal(unit, { ...input, scope: [] })),
      /使用范围.*存放地点.*安全防范措施/
    )
    const seal = await aSeal(house(), bureau)
    expect(seal.scope).toEqual(
      expect.arrayContaining(['officialDocument', 'penaltyDecision', 'contract', 'certificate'])
    )
    expect(seal.scope).not.toContain('receipt')
  })

  it('SEAL-01 wants the leader of a personal seal, and a reason for a seal code that has not 13 digits', async () => {
    await expectRefused(
      house(),
      'SEAL-01',
      () => aSeal(house(), bureau, { kind: 'personal', ownerId: undefined }),
      /印鉴领导/
    )
    const seal = await aSeal(house(), bureau)
    const input = {
      id: seal.id,
      version: seal.version,
      storage: '二号柜',
      safeguard: '双锁',
      scope: seal.scope,
      sealCode: '43052'
    }
    await expectRefused(house(), 'SEAL-01', () => doing(house(), bureau.director, (unit) => reviseSeal(unit, input)))
    const revised = await doing(house(), bureau.director, (unit) => reviseSeal(unit, input), {
      'SEAL-01': '旧章没有13位编码'
    })
    expect(revised).toMatchObject({ storage: '二号柜', sealCode: '43052' })
  })

  it('enters an existing seal with its own code and the days that are known, none before the other or to come', async () => {
    const code = '4305250000123'
    expect(await aSeal(house(), bureau, { sealCode: code })).toMatchObject({ sealCode: code, engravedOn: null })
    expect(await aSeal(house(), bureau, { activatedOn: '2019-05-20' })).toMatchObject({ activatedOn: '2019-05-20' })
    await aSeal(house(), bureau, { engravedOn: '2019-05-20', activatedOn: '2019-05-20' })
    const refused = (plan: object) => expect(aSeal(house(), bureau, plan)).rejects
    await refused({ engravedOn: '2019-05-20', activatedOn: '2019-05-19' }).toThrow('启用日期不能早于刻制日期')
    await refused({ engravedOn: '2099-01-01' }).toThrow('刻制日期不能晚于今天')
    await refused({ activatedOn: '2099-01-01' }).toThrow('启用日期不能晚于今天')
  })

  it('SEAL-07 a personal seal a book of uses brought in gets its leader with the next revision, and only a personal one has any', async () => {
    const entered = await aSeal(house(), bureau, { kind: 'personal' })
    await house().database.writer.query(`UPDATE seals SET owner_id = NULL WHERE id = '${entered.id}'`)
    const seal = await sealNow(house(), entered)
    const input = { id: seal.id, version: seal.version, storage: '二号柜', safeguard: '双锁', scope: seal.scope }
    const revise = (plan: Partial<ReviseInput>) => () =>
      doing(house(), bureau.director, (unit) => reviseSeal(unit, { ...input, ...plan }))
    await expectRefused(house(), 'SEAL-01', revise({}), /印鉴领导/)
    await expect(revise({ ownerId: bureau.office.id })()).rejects.toMatchObject({ type: 'notFound' })
    const revised = await revise({ ownerId: bureau.leader.id })()
    expect((await sealDetail(await readingAs(house(), bureau.director), seal.id)).row).toMatchObject({
      ownerId: bureau.leader.id,
      ownerName: bureau.leader.name
    })
    expect(await revise({ version: revised.version })()).toMatchObject({ ownerId: bureau.leader.id })
    const office = await aSeal(house(), bureau)
    expect(
      await revise({ id: office.id, version: office.version, scope: office.scope, ownerId: bureau.leader.id })()
    ).toMatchObject({
      ownerId: null
    })
  })

  it('SEAL-02 goes from application to use in its order and no other way', async () => {
    const engraving = await asked()
    await expectRefused(
      house(),
      'SEAL-02',
      () => doing(house(), bureau.director, (unit) => registerEngraved(unit, engraveInput(engraving))),
      /审批中/
    )
    const seal = await engraved()
    expect(seal).toMatchObject({ state: 'engraved', custodianId: null })
    await expectRefused(house(), 'SEAL-02', () =>
      doing(house(), bureau.director, (unit) =>
        suspendSeal(unit, { id: seal.id, version: seal.version, on: house().clock.today(), reason: '不能' })
      )
    )
    const live = await activated(seal)
    expect((await received(live)).seal).toMatchObject({ state: 'inUse', custodianId: bureau.squadHead.id })
    const now = await sealNow(house(), seal)
    const ending = { id: now.id, on: house().clock.today(), reason: '机构调整' }
    await expectRefused(house(), 'SEAL-02', () =>
      doing(house(), bureau.director, (unit) => sealAway(unit, { ...ending, version: now.version, place: '档案室' }))
    )
    const suspended = await doing(house(), bureau.director, (unit) =>
      suspendSeal(unit, { ...ending, version: now.version })
    )
    const resumed = await doing(house(), bureau.director, (unit) =>
      resumeSeal(unit, { ...ending, version: suspended.version })
    )
    expect([suspended.state, resumed.state]).toEqual(['suspended', 'inUse'])
  })

  it('K-13 asks why a seal’s suspension is entered days after, and marks it 补录; never a day to come', async () => {
    const { seal } = await received(await activated(await engraved()))
    const day = house().clock.today()
    const suspending = (on: string, reasons = {}) =>
      doing(
        house(),
        bureau.director,
        (unit) => suspendSeal(unit, { id: seal.id, version: seal.version, on, reason: '机构更名' }),
        reasons
      )
    house().clock.setDay(addDays(day, 4))
    await expectRefused(house(), 'K-13', () => suspending(addDays(day, 5)), /停用日期不能晚于今天/)
    await expectRefused(house(), 'K-13', () => suspending(addDays(day, 1)), /3日后才登记，属于补录/)
    const reason = '通知周一才到'
    await suspending(addDays(day, 1), { 'K-13': reason })
    const marked = { subjectId: seal.id, what: '停用日期' }
    expect(await house().database.read.findBy(BackdatedEntry, marked)).toMatchObject([
      { dated: addDays(day, 1), typedOn: addDays(day, 4), reason }
    ])
    house().clock.setDay(day)
  })

  it('SEAL-02 stands in the register of a past day as out of use then, though it was brought back since', async () => {
    const { seal } = await received(await activated(await engraved()))
    const day = house().clock.today()
    const change = (act: typeof suspendSeal, { version }: Seal) =>
      doing(house(), bureau.director, (unit) =>
        act(unit, { id: seal.id, version, on: house().clock.today(), reason: '机构更名' })
      )
    house().clock.setDay(addDays(day, 5))
    const suspended = await change(suspendSeal, seal)
    house().clock.setDay(addDays(day, 9))
    await change(resumeSeal, suspended)
    house().clock.setDay(addDays(day, 12))
    const reading = await readingAs(house(), bureau.director)
    const stood = async (after: number, state?: string) => {
      const filters = state ? [{ field: 'state', op: 'eq' as const, value: state }] : []
      const filter = { filters, offset: 0, limit: 50 }
      const states: unknown[] = []
      const { rows } = await registerSheet.make(reading, { to: addDays(day, after), filter })
      for await (const row of rows) if (row['number'] === seal.number) states.push(row['state'])
      return states
    }
    expect(await Promise.all([4, 5, 8, 9, 12].map((after) => stood(after)))).toEqual([
      ['使用中'],
      ['停用'],
      ['停用'],
      ['使用中'],
      ['使用中']
    ])
    expect([await stood(8, 'suspended'), await stood(8, 'inUse'), await stood(9, 'suspended')]).toEqual([
      ['停用'],
      [],
      []
    ])
    house().clock.setDay(day)
  })

  it('SEAL-03 wants approval document, a designated engraver and the imprint before a seal is entered', async () => {
    const engraving = await agreed()
    const attempt = (plan: Partial<EngraveInput>) => () =>
      doing(house(), bureau.director, (unit) => registerEngraved(unit, engraveInput(engraving, plan)))
    await expectRefused(
      house(),
      'SEAL-03',
      attempt({ approvalDocument: undefined, engraver: undefined, designated: false, imprintId: undefined }),
      /批准文号.*刻制单位.*指定.*印模/
    )
    await expectRefused(house(), 'SEAL-03', attempt({ engravedOn: '2027-01-01' }), /晚于今天/)
    await expectRefused(house(), 'SEAL-03', attempt({ engravedOn: '2026-01-01' }), /早于批准日期/)
    const seal = await attempt({})()
    expect(seal).toMatchObject({ state: 'engraved', imprintId, approvalDocument: '洞城管批〔2026〕3号' })
  })

  it('SEAL-03 sends an engraving over unit head, office director and head', async () => {
    const engraving = await asked()
    const names = await approved(house(), engraving.approvalId ?? '', everyone(bureau))
    expect(names).toEqual(['龙队长', '谢主任', '周局长'])
    expect(await house().database.read.findOneByOrFail(Approval, { id: engraving.approvalId ?? '' })).toMatchObject({
      state: 'approved'
    })
    expect(await house().database.read.findOneByOrFail(Engraving, { id: engraving.id })).toMatchObject({
      state: 'approved'
    })
  })

  it('SEAL-04 brings a seal into use only by a notice with number, date and imprint, and reminds until then', async () => {
    const seal = await engraved()
    const due = await dueSeals(await readingAs(house(), bureau.director))
    expect(due).toContainEqual(expect.objectContaining({ rule: 'SEAL-04', subjectId: seal.id, dueOn: '2026-10-07' }))
    const attempt = (plan: object) => () =>
      doing(house(), bureau.director, (unit) => activateSeal(unit, activation(seal, plan)))
    await expectRefused(
      house(),
      'SEAL-04',
      attempt({ activationNumber: undefined, activatedOn: undefined }),
      /启用文号.*启用日期/
    )
    await expectRefused(house(), 'SEAL-04', attempt({ activatedOn: '2026-12-01' }), /晚于今天/)
    await expectRefused(house(), 'SEAL-04', attempt({ activatedOn: '2026-09-01' }), /早于刻制/)
    const live = await activated(seal)
    const other = await engraved()
    const sameNumber = activation(other, { activationNumber: live.activationNumber })
    await expectRefused(
      house(),
      'SEAL-04',
      () => doing(house(), bureau.director, (unit) => activateSeal(unit, sameNumber)),
      /已用于/
    )
    expect(
      await doing(house(), bureau.director, (unit) => activateSeal(unit, sameNumber), { 'SEAL-04': '一个通知启用两枚' })
    ).toMatchObject({
      state: 'activated'
    })
  })

  it('SEAL-04 K-13 a notice entered after its days stays outside "in time", whatever day it bears', async () => {
    const before = house().clock.now()
    const [late, typed, inTime] = [await engraved(), await engraved(), await engraved()]
    const kept = async ({ id }: Seal) =>
      (await house().database.read.findBy(MissedDeadline, { subjectId: id })).map(({ outcome }) => outcome)
    const activate = (seal: Seal, activatedOn: string) =>
      doing(house(), bureau.director, (unit) => activateSeal(unit, activation(seal, { activatedOn })))
    house().clock.setDay('2026-10-07')
    await activate(inTime, '2026-10-06')
    expect(await kept(inTime)).toEqual([])
    house().clock.setDay('2026-10-08')
    await activate(typed, '2026-10-07')
    expect(await kept(typed)).toEqual(['backdated'])
    await activate(late, '2026-10-08')
    expect(await kept(late)).toEqual(['late'])
    house().clock.set(before)
  })

  it('SEAL-05 keeps the successor waiting until the old seal is back', async () => {
    const old = (await received(await activated(await engraved()))).seal
    const successor = await engraved({ engraving: 'replacement', predecessorId: old.id, reason: '磨损' })
    await expectRefused(house(), 'SEAL-05', () => activated(successor), /尚未交回/)
    const signatures = { from: pen(bureau.squadHead), to: pen(bureau.director) }
    await doing(house(), bureau.director, (unit) =>
      handOver(unit, {
        id: old.id,
        version: old.version,
        kind: 'recovery',
        toPersonId: bureau.director.id,
        keysHandedOver: false,
        reason: '磨损更换',
        signatures
      })
    )
    expect(await activated(successor)).toMatchObject({ state: 'activated', predecessorId: old.id })
    expect(await sealNow(house(), old)).toMatchObject({
      state: 'returned',
      recoveredByName: '谢主任',
      endReason: '磨损更换'
    })
  })

  it('SEAL-13 refuses blue ink for a bureau seal and red for the case-review seal', async () => {
    await expectRefused(house(), 'SEAL-13', () => aSeal(house(), bureau, { kind: 'bureau', ink: 'blue' }), /大红印油/)
    await expectRefused(
      house(),
      'SEAL-13',
      () => aSeal(house(), bureau, { kind: 'caseReview', ink: 'red' }),
      /蓝色印油/
    )
    expect((await aSeal(house(), bureau, { kind: 'caseReview' })).ink).toBe('blue')
    expect((await aSeal(house(), bureau, { kind: 'bureau' })).ink).toBe('red')
  })

  it('shows the acts a person may do now, and why not the others', async () => {
    const seal = await aSeal(house(), bureau)
    const forDirector = await sealDetail(await readingAs(house(), bureau.director), seal.id)
    expect(forDirector.actions.find(({ action }) => action === 'suspend')).toMatchObject({ enabled: true })
    expect(forDirector.actions.find(({ action }) => action === 'activate')).toMatchObject({
      enabled: false,
      reason: expect.stringContaining('待启用')
    })
    expect(forDirector.timeline.map(({ title }) => title)).toContain('领取：期初→唐监印')
    await expect(sealDetail(await readingAs(house(), bureau.clerk), seal.id)).rejects.toMatchObject({
      type: 'notFound'
    })
  })
})
