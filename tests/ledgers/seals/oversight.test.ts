import { beforeAll, expect, it } from 'vitest'
import { BlankBatch, Destruction, Inspection, Loss, type Seal } from '@main/ledgers/seals/entities'
import { requestBlanks, type BlankInput } from '@main/ledgers/seals/blank/request'
import { accountSerials, reverseSerial, stampBlanks } from '@main/ledgers/seals/blank/acts'
import { blankDetail } from '@main/ledgers/seals/blank/rows'
import { dueSeals } from '@main/ledgers/seals/due'
import { sealsHeldBy } from '@main/ledgers/seals/clearance'
import {
  closeInspection,
  concludeInspection,
  drawSample,
  openInspection,
  recordFindings
} from '@main/ledgers/seals/inspection/acts'
import { inspectionDetail } from '@main/ledgers/seals/inspection/rows'
import { sealProofs } from '@main/ledgers/seals/proofs'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { carryOutDestruction, requestDestruction } from '@main/ledgers/seals/destruction/acts'
import { sealAway } from '@main/ledgers/seals/seal/ending'
import { requestEngraving } from '@main/ledgers/seals/engraving/acts'
import { recordLossSteps, reportLoss } from '@main/ledgers/seals/loss/acts'
import { inspectionPeriodOf } from '@main/ledgers/seals/rules/oversight'
import { usePage } from '@main/ledgers/seals/use/rows'
import { listInput } from '@main/contract/lists'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  applied,
  approved,
  aPaper,
  aSeal,
  aSealBureau,
  aUse,
  doing,
  everyone,
  expectRefused,
  pen,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

onBothEngines('blanks, losses, endings and inspections', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })

  const blanks = (seal: Seal, plan: Partial<BlankInput> = {}): BlankInput => ({
    sealId: seal.id,
    kind: 'strip',
    purpose: '查封现场',
    format: '封条（二联）',
    serialPrefix: 'FT',
    serialFrom: 1,
    serialTo: 5,
    responsibleId: bureau.squadHead.id,
    ...plan
  })
  const asked = (input: BlankInput) => doing(house(), bureau.clerk, (unit) => requestBlanks(unit, house(), input))
  const batchNow = (id: string) => house().database.read.findOneByOrFail(BlankBatch, { id })

  it('SEAL-12 refuses blank paper, at application and at the counter', async () => {
    const seal = await aSeal(house(), bureau)
    await expectRefused(house(), 'SEAL-12', () => applied(house(), bureau.clerk, aPaper(seal, { blank: true })), /严禁/)
    expect((await applied(house(), bureau.clerk, aPaper(seal))).request.state).toBe('pending')
  })

  it('SEAL-12 wants person, format and use for blanks, and serials nobody else has', async () => {
    const seal = await aSeal(house(), bureau)
    const wanting = blanks(seal, {
      serialPrefix: 'QA',
      responsibleId: undefined,
      purpose: undefined,
      format: undefined
    })
    await expectRefused(house(), 'SEAL-12', () => asked(wanting), /指定专人.*特定格式.*指明用途/)
    await expectRefused(
      house(),
      'SEAL-12',
      () => asked(blanks(seal, { serialPrefix: 'QA', serialFrom: 9, serialTo: 2 })),
      /止号/
    )
    await expectRefused(
      house(),
      'SEAL-12',
      () => asked(blanks(seal, { serialPrefix: 'QA', serialTo: 900 })),
      /最多500份/
    )
    await asked(blanks(seal, { serialPrefix: 'QA', serialFrom: 10, serialTo: 20 }))
    await expectRefused(
      house(),
      'SEAL-12',
      () => asked(blanks(seal, { serialPrefix: 'QA', serialFrom: 20, serialTo: 30 })),
      /重复/
    )
    await expectRefused(house(), 'K-11', () =>
      asked(blanks(seal, { serialPrefix: 'QB', responsibleId: bureau.temp.id }))
    )
  })

  it('SEAL-12 has every serial of a sealed batch accounted for, one by one', async () => {
    const seal = await aSeal(house(), bureau)
    const { batch, approval } = await asked(blanks(seal, { serialPrefix: 'QC' }))
    await expectRefused(
      house(),
      'SEAL-12',
      () =>
        doing(house(), bureau.custodian, (unit) =>
          stampBlanks(unit, { id: batch.id, version: batch.version, place: 'custodyRoom' })
        ),
      /分管领导审批/
    )
    expect(await approved(house(), approval.id, everyone(bureau))).toEqual(['龙队长', '陆副局长', '谢主任'])
    const { use } = await doing(house(), bureau.custodian, async (unit) =>
      stampBlanks(unit, { id: batch.id, version: (await batchNow(batch.id)).version, place: 'custodyRoom' })
    )
    expect(use).toMatchObject({ mode: 'blank', copies: 5, batchId: batch.id })
    expect(await dueSeals(await readingAs(house(), bureau.director))).toContainEqual(
      expect.objectContaining({
        rule: 'SEAL-12',
        subjectId: batch.id,
        dueOn: '2026-12-29',
        title: expect.stringContaining('5份')
      })
    )
    const accounting = async (serials: Parameters<typeof accountSerials>[1]['serials']) => {
      const { version } = await batchNow(batch.id)
      return doing(house(), bureau.squadHead, (unit) => accountSerials(unit, { id: batch.id, version, serials }))
    }
    await expectRefused(house(), 'SEAL-12', () => accounting([{ serial: 1, outcome: 'used' }]), /哪份文书/)
    await expectRefused(house(), 'SEAL-12', () => accounting([{ serial: 6, outcome: 'voided' }]), /不在这一批/)
    await expectRefused(
      house(),
      'SEAL-12',
      () =>
        accounting([
          { serial: 2, outcome: 'voided' },
          { serial: 2, outcome: 'voided' }
        ]),
      /已经核销/
    )
    await accounting([
      { serial: 1, outcome: 'used', documentNumber: '洞城封〔2026〕1号' },
      { serial: 2, outcome: 'voided', note: '污损' }
    ])
    await expectRefused(house(), 'SEAL-12', () => accounting([{ serial: 1, outcome: 'returned' }]), /已经核销/)
    expect(
      (await sealsHeldBy(house().database.read, bureau.squadHead.id, house().clock.today())).map(({ number }) => number)
    ).toContain(batch.number)
    const entry = (await blankDetail(await readingAs(house(), bureau.squadHead), batch.id)).serials[1]
    await doing(house(), bureau.squadHead, async (unit) =>
      reverseSerial(unit, {
        id: batch.id,
        version: (await batchNow(batch.id)).version,
        entryId: entry?.entryId ?? '',
        reason: '登记错号'
      })
    )
    expect(await batchNow(batch.id)).toMatchObject({ used: 1, voided: 0, state: 'stamped' })
    await accounting([2, 3, 4, 5].map((serial) => ({ serial, outcome: 'returned' as const })))
    expect(await batchNow(batch.id)).toMatchObject({ used: 1, voided: 0, returned: 4, state: 'closed' })
    expect((await Promise.all(sealProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
  })

  const lost = async (seal: Seal, plan: object = {}) =>
    doing(house(), bureau.custodian, async (unit) =>
      reportLoss(unit, {
        sealId: seal.id,
        version: (await sealNow(house(), seal)).version,
        discoveredAt: '2026-09-30T00:30:00.000Z',
        lostFrom: '2026-09-30',
        circumstances: '盘点时发现不在柜内',
        ...plan
      })
    )

  it('SEAL-17 runs the clocks of a loss and voids uses dated in it', async () => {
    const seal = await aSeal(house(), bureau)
    const use = await aUse(house(), bureau, seal)
    await expectRefused(house(), 'SEAL-17', () => lost(seal, { lostFrom: '2026-10-01' }), /不能晚于发现/)
    await expectRefused(
      house(),
      'SEAL-17',
      () => lost(seal, { discoveredAt: '2026-10-30T00:30:00.000Z', lostFrom: '2026-09-01' }),
      /晚于现在/
    )
    const loss = await lost(seal)
    await expectRefused(house(), 'SEAL-02', () => applied(house(), bureau.clerk, aPaper(seal)), /遗失/)
    const due = (await dueSeals(await readingAs(house(), bureau.director))).filter(
      ({ subjectId }) => subjectId === loss.id
    )
    expect(due.map(({ dueOn }) => dueOn).sort()).toEqual(['2026-09-30', '2026-09-30', '2026-10-07'])
    const { rows } = await usePage(await readingAs(house(), bureau.custodian), listInput.parse({ search: use.number }))
    expect(rows[0]?.remarks).toContain('遗失期间用印，无效')
    const steps = {
      id: loss.id,
      version: loss.version,
      leaderId: bureau.head.id,
      leaderReportedAt: house().clock.now(),
      policeStation: '城关派出所',
      policeReportedOn: '2026-09-30',
      newspaper: '邵阳日报',
      newspaperOn: '2026-09-30'
    }
    await expectRefused(
      house(),
      'SEAL-17',
      () => doing(house(), bureau.director, (unit) => recordLossSteps(unit, { ...steps, newspaperOn: '2026-10-05' })),
      /晚于今天/
    )
    expect(await doing(house(), bureau.director, (unit) => recordLossSteps(unit, steps))).toMatchObject({
      state: 'declared'
    })
    expect(
      (await dueSeals(await readingAs(house(), bureau.director))).filter(({ subjectId }) => subjectId === loss.id)
    ).toEqual([])
  })

  it('SEAL-17 has a lost seal engraved again only with police report, notice and original approval', async () => {
    const seal = await aSeal(house(), bureau)
    const loss = await lost(seal)
    const reissue = (originalApproval?: string) =>
      doing(house(), bureau.clerk, (unit) =>
        requestEngraving(unit, house(), {
          name: '补刻章',
          imprintText: seal.imprintText,
          kind: 'bureau',
          material: 'rubber',
          size: '4.2厘米',
          shape: 'round',
          unitId: bureau.office.id,
          engraving: 'reissue',
          reason: '遗失',
          basis: '遗失报告',
          predecessorId: seal.id,
          originalApproval
        })
      )
    await expectRefused(house(), 'SEAL-17', () => reissue(), /报案.*登报.*原刻制批准/)
    const { version } = await house().database.read.findOneByOrFail(Loss, { id: loss.id })
    await doing(house(), bureau.director, (unit) =>
      recordLossSteps(unit, {
        id: loss.id,
        version,
        policeStation: '城关派出所',
        policeReportedOn: '2026-09-30',
        newspaper: '邵阳日报',
        newspaperOn: '2026-09-30'
      })
    )
    expect(await reissue('公特刻〔2019〕12号')).toMatchObject({ state: 'pending', kind: 'reissue' })
  })

  const recovered = async (seal: Seal) => {
    const signatures = { from: pen(bureau.custodian), to: pen(bureau.director) }
    const { version } = await sealNow(house(), seal)
    return doing(house(), bureau.director, (unit) =>
      handOver(unit, {
        id: seal.id,
        version,
        kind: 'recovery',
        toPersonId: bureau.director.id,
        keysHandedOver: false,
        reason: '机构撤销',
        signatures
      })
    )
  }

  it('SEAL-18 destroys only on approval, before two witnesses, with place and record', async () => {
    const seal = await aSeal(house(), bureau)
    await recovered(seal)
    const destruction = await doing(house(), bureau.custodian, async (unit) =>
      requestDestruction(unit, house(), {
        sealId: seal.id,
        version: (await sealNow(house(), seal)).version,
        reason: '机构撤销',
        method: '切割粉碎'
      })
    )
    const photoId = (await anAttachment(house(), '销毁.png')).id
    const witnesses = [pen(bureau.legal), pen(bureau.deputy)]
    const carrying = async (plan: object) => {
      const { version } = await house().database.read.findOneByOrFail(Destruction, { id: destruction.id })
      return doing(house(), bureau.director, (unit) =>
        carryOutDestruction(unit, { id: destruction.id, version, place: '局机关院内', photoId, witnesses, ...plan })
      )
    }
    await expectRefused(house(), 'SEAL-18', () => carrying({}), /局领导批准/)
    await approved(house(), destruction.approvalId ?? '', everyone(bureau))
    await expectRefused(house(), 'SEAL-18', () => carrying({ witnesses: [witnesses[0], witnesses[0]] }), /两名监销人/)
    await expectRefused(house(), 'SEAL-18', () => carrying({ place: undefined, photoId: undefined }), /销毁地点.*照片/)
    expect(await carrying({})).toMatchObject({ state: 'destroyed' })
    expect(await house().database.read.findOneByOrFail(Destruction, { id: destruction.id })).toMatchObject({
      state: 'destroyed',
      firstWitnessId: bureau.legal.id,
      secondWitnessId: bureau.deputy.id
    })
  })

  it('SEAL-18 seals a recovered seal away, not before today', async () => {
    const seal = await aSeal(house(), bureau)
    await recovered(seal)
    const { version } = await sealNow(house(), seal)
    const ending = { id: seal.id, version, reason: '机构撤销', place: '档案室铁柜' }
    await expectRefused(
      house(),
      'SEAL-18',
      () => doing(house(), bureau.director, (unit) => sealAway(unit, { ...ending, on: '2026-10-09' })),
      /晚于今天/
    )
    expect(
      await doing(house(), bureau.director, (unit) => sealAway(unit, { ...ending, on: '2026-09-30' }))
    ).toMatchObject({
      state: 'sealedAway',
      sealedAwayPlace: '档案室铁柜'
    })
  })

  it('SEAL-19 has every unit with seals inspected each quarter, on a drawn sample', async () => {
    const seal = await aSeal(house(), bureau, { kind: 'unit', unitId: bureau.squad.id })
    for (const title of ['周报', '月报', '季报'])
      await aUse(house(), bureau, seal, { documentKind: 'unitReport', title })
    const dueFor = async () =>
      (await dueSeals(await readingAs(house(), bureau.director))).filter(
        ({ rule, duty }) => rule === 'SEAL-19' && duty?.startsWith(`${bureau.squad.id}@`)
      )
    expect(await dueFor()).toEqual([
      expect.objectContaining({
        dueOn: '2026-09-30',
        subjectType: 'sealInspectionDue',
        subjectId: `${bureau.squad.id}@2026-07-01`
      })
    ])
    const opening = () =>
      doing(house(), bureau.director, (unit) => openInspection(unit, { unitId: bureau.squad.id, sampleSize: 2 }))
    const inspection = await opening()
    expect(inspection).toMatchObject({
      sampled: 2,
      periodFrom: '2026-07-01',
      periodTo: '2026-09-30',
      sealNames: [seal.name]
    })
    // Begun is not done (K-13): it stays due by its own number until it is concluded.
    expect(await dueFor()).toEqual([
      expect.objectContaining({ dueOn: '2026-09-30', subjectType: 'sealInspection', number: inspection.number })
    ])
    await expectRefused(house(), 'SEAL-19', opening, /本期已检查/)
    await expectRefused(
      house(),
      'SEAL-19',
      () =>
        doing(house(), bureau.director, (unit) =>
          openInspection(unit, { unitId: bureau.squad.id, periodOf: '2027-01-01' })
        ),
      /还没有开始/
    )
    const { samples } = await inspectionDetail(await readingAs(house(), bureau.director), inspection.id)
    const concluding = async (plan: object) => {
      const { version } = await house().database.read.findOneByOrFail(Inspection, { id: inspection.id })
      return doing(house(), bureau.director, (unit) =>
        concludeInspection(unit, { id: inspection.id, version, ...plan })
      )
    }
    await expectRefused(house(), 'SEAL-19', () => concluding({ result: '良好' }), /还有2笔/)
    await doing(house(), bureau.director, (unit) =>
      recordFindings(unit, {
        id: inspection.id,
        version: inspection.version,
        samples: samples.map(({ id }, index) => ({
          id,
          sound: index > 0,
          finding: index > 0 ? undefined : '未附扫描件'
        }))
      })
    )
    await expectRefused(house(), 'SEAL-19', () => concluding({}), /发现的问题.*整改期限/)
    await expectRefused(
      house(),
      'SEAL-19',
      () => concluding({ findings: '未附扫描件', rectifyBy: '2026-09-01' }),
      /不能早于今天/
    )
    const concluded = await concluding({ findings: '未附扫描件', rectifyBy: '2026-10-15' })
    expect(concluded).toMatchObject({ state: 'rectifying', faulty: 1, result: '限期整改' })
    expect(await dueFor()).toEqual([])
    expect(await dueSeals(await readingAs(house(), bureau.director))).toContainEqual(
      expect.objectContaining({ rule: 'SEAL-19', subjectId: inspection.id, dueOn: '2026-10-15' })
    )
    expect(
      await doing(house(), bureau.director, (unit) =>
        closeInspection(unit, { id: inspection.id, version: concluded.version, result: '已补扫描' })
      )
    ).toMatchObject({ state: 'closed' })
    await expect(concluding({ result: '良好' })).rejects.toThrow('在现在的状态下不能这样办')
  })

  it('SEAL-19 counts its periods from January and draws a sample nobody can steer', () => {
    expect(inspectionPeriodOf('2026-02-28', 3)).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(inspectionPeriodOf('2026-12-31', 6)).toEqual({ from: '2026-07-01', to: '2026-12-31' })
    expect(inspectionPeriodOf('2024-02-10', 1)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    const uses = Array.from({ length: 50 }, (_, index) => `use-${index}`)
    expect(drawSample('a', uses, 5)).toEqual(drawSample('a', [...uses].reverse(), 5))
    expect(new Set([...drawSample('a', uses, 5), ...drawSample('b', uses, 5)]).size).toBeGreaterThan(5)
    expect(drawSample('a', uses.slice(0, 2), 5)).toHaveLength(2)
  })
})
