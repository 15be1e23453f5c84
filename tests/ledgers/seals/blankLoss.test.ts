import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { beforeAll, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { accountSerials, reverseSerial, stampBlanks, type AccountInput } from '@main/ledgers/seals/blank/acts'
import { requestBlanks, type BlankInput } from '@main/ledgers/seals/blank/request'
import { blankDetail } from '@main/ledgers/seals/blank/rows'
import { blankSheet } from '@main/ledgers/seals/blank/sheet'
import { recordBlankLossSteps } from '@main/ledgers/seals/blankLoss/acts'
import { blankLossForm } from '@main/ledgers/seals/blankLoss/form'
import { blankLossDetail, blankLossPage } from '@main/ledgers/seals/blankLoss/rows'
import { dueSeals } from '@main/ledgers/seals/due'
import { BlankBatch, BlankLoss, SerialEntry } from '@main/ledgers/seals/entities'
import { sealProofs } from '@main/ledgers/seals/proofs'
import { usePage } from '@main/ledgers/seals/use/rows'
import { MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import {
  approved,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  readingAs,
  type SealBureau
} from '../../support/seals'

// DK-05 三（三）, 六（二）4: at once to the leader and the police, then a notice; here of strips that were stamped blank.
onBothEngines('blanks that are lost', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const asked = async (plan: Partial<BlankInput>, reasons: Readonly<Record<string, string>> = {}) => {
    const sealId = plan.sealId ?? (await aSeal(house(), bureau)).id
    const asking = (unit: UnitOfWork) =>
      requestBlanks(unit, house(), {
        sealId,
        kind: 'strip',
        purpose: '查封现场',
        format: '封条',
        serialPrefix: '',
        serialFrom: 1,
        serialTo: 6,
        responsibleId: bureau.squadHead.id,
        ...plan
      })
    return doing(house(), bureau.clerk, asking, reasons)
  }
  const now = (id: string) => house().database.read.findOneByOrFail(BlankBatch, { id })
  const stamping = async (id: string) =>
    doing(house(), bureau.custodian, async (unit) =>
      stampBlanks(unit, { id, version: (await now(id)).version, place: 'custodyRoom' })
    )
  const stampedBatch = async (serialPrefix: string) => {
    const { batch, approval } = await asked({ serialPrefix })
    await approved(house(), approval.id, everyone(bureau))
    return stamping(batch.id)
  }
  const accounting = async (batchId: string, plan: Pick<AccountInput, 'serials' | 'loss'>, who = bureau.squadHead) =>
    doing(house(), who, async (unit) =>
      accountSerials(unit, { id: batchId, version: (await now(batchId)).version, ...plan })
    )
  const day = () => house().clock.today()
  const report = (plan: object = {}) => ({
    discoveredAt: house().clock.now(),
    lostFrom: day(),
    circumstances: '途中遗落',
    ...plan
  })
  const lost = (...serials: number[]) => serials.map((serial) => ({ serial, outcome: 'lost' as const }))
  const lossOf = (batchId: string) => house().database.read.findOneByOrFail(BlankLoss, { batchId })
  const steps = async (batchId: string, plan: object) =>
    doing(house(), bureau.director, async (unit) => {
      const { id, version } = await lossOf(batchId)
      return recordBlankLossSteps(unit, { id, version, ...plan })
    })
  const dueOf = async (id: string) =>
    (await dueSeals(await readingAs(house(), bureau.director))).filter(({ subjectId }) => subjectId === id)
  const proven = async () => (await Promise.all(sealProofs.map((proof) => proof(house().database.read)))).flat()

  it('SEAL-12 takes a number as lost only with the report, by who answers for the batch, and counts it apart', async () => {
    const { batch, use } = await stampedBatch('LA')
    await expectRefused(
      house(),
      'SEAL-12',
      () => accounting(batch.id, { serials: lost(2, 3) }),
      /LA0002、LA0003号遗失，请填写遗失报告/
    )
    const used = [{ serial: 1, outcome: 'used' as const, documentNumber: '封1号' }]
    await expectRefused(house(), 'SEAL-12', () => accounting(batch.id, { serials: used, loss: report() }), /没有号码/)
    const early = report({ lostFrom: '2026-09-29' })
    await expectRefused(
      house(),
      'SEAL-17',
      () => accounting(batch.id, { serials: lost(2), loss: early }),
      /不能早于用印日期/
    )
    await expect(accounting(batch.id, { serials: lost(2), loss: report() }, bureau.clerk)).rejects.toMatchObject({
      type: 'forbidden'
    })
    expect(await house().database.read.countBy(BlankLoss, { batchId: batch.id })).toBe(0)

    for (const outside of [0, 7]) {
      const serials = [{ serial: outside, outcome: 'returned' as const }]
      await expectRefused(house(), 'SEAL-12', () => accounting(batch.id, { serials }), /不在这一批之内/)
    }
    await accounting(batch.id, { serials: [...used, ...lost(2, 3, 5)], loss: report() })
    expect(await now(batch.id)).toMatchObject({ used: 1, lost: 3, state: 'stamped' })
    const loss = await lossOf(batch.id)
    expect(loss).toMatchObject({ serials: 'LA0002至LA0003、LA0005', quantity: 3, state: 'open' })
    const serials = [4, 6].map((serial) => ({ serial, outcome: 'returned' as const }))
    await accounting(batch.id, { serials })
    expect(await now(batch.id)).toMatchObject({ used: 1, voided: 0, returned: 2, lost: 3, state: 'closed' })
    expect(await proven()).toEqual([])

    const reading = await readingAs(house(), bureau.director)
    const rows = []
    for await (const row of (await blankSheet.make(reading, {})).rows) rows.push(row)
    expect(rows.find(({ number }) => number === batch.number)).toMatchObject({
      quantity: 6,
      used: 1,
      voided: 0,
      returned: 2,
      lost: 3,
      outstanding: 0,
      remarks: expect.stringContaining(`LA0002至LA0003、LA0005遗失（${loss.number}，处理中）`)
    })
    const [stampedAs] = (await usePage(reading, listInput.parse({ search: use.number }))).rows
    expect(stampedAs?.remarks).toContain(`遗失（${loss.number}）`)
  })

  it('SEAL-17 runs the clocks of a lost seal for a lost strip, until leader, police and newspaper are on record', async () => {
    const { batch } = await stampedBatch('LB')
    await accounting(batch.id, { serials: lost(4), loss: report() })
    const loss = await lossOf(batch.id)
    const due = await dueOf(loss.id)
    // At once is the same day, the notice within 7 days.
    expect(due.map(({ dueOn }) => dueOn).sort()).toEqual(['2026-09-30', '2026-09-30', '2026-10-07'])
    expect(due.map(({ title }) => title)).toContain('空白封条LB0004遗失，应到派出所报案')

    await expectRefused(
      house(),
      'SEAL-17',
      () => steps(batch.id, { policeStation: '城关派出所', policeReportedOn: '2026-10-01' }),
      /不能晚于今天/
    )
    await steps(batch.id, { leaderId: bureau.head.id, leaderReportedAt: house().clock.now() })
    house().clock.setDay('2026-10-02')
    await steps(batch.id, { policeStation: '城关派出所', policeReportedOn: '2026-10-02' })
    expect((await dueOf(loss.id)).map(({ dueOn }) => dueOn)).toEqual(['2026-10-07'])
    await steps(batch.id, { newspaper: '邵阳日报', newspaperOn: '2026-10-02' })
    expect(await lossOf(batch.id)).toMatchObject({ state: 'declared' })
    expect(await dueOf(loss.id)).toEqual([])
    const missed = await house().database.read.findBy(MissedDeadline, { subjectId: loss.id })
    expect(missed).toEqual([expect.objectContaining({ rule: 'SEAL-17', what: '到派出所报案', dueOn: '2026-09-30' })])

    const { entryId } = (await blankDetail(await readingAs(house(), bureau.squadHead), batch.id)).serials[3] ?? {}
    await expectRefused(
      house(),
      'SEAL-17',
      () =>
        doing(house(), bureau.squadHead, async (unit) =>
          reverseSerial(unit, {
            id: batch.id,
            version: (await now(batch.id)).version,
            entryId: entryId ?? '',
            reason: '找到了'
          })
        ),
      /LB0004号已由遗失报告.*声明作废/
    )
    expect(await now(batch.id)).toMatchObject({ lost: 1 })
  })

  it('SEAL-17 a leader told a day late at the first report is a missed deadline, too', async () => {
    house().clock.setDay('2026-10-13')
    const { batch } = await stampedBatch('LC')
    const discoveredAt = house().clock.now()
    house().clock.setDay('2026-10-14')
    const late = report({ discoveredAt, lostFrom: '2026-10-13', leaderId: bureau.head.id })
    await accounting(batch.id, { serials: lost(1), loss: { ...late, leaderReportedAt: house().clock.now() } })
    const { id } = await lossOf(batch.id)
    expect(await house().database.read.findBy(MissedDeadline, { subjectId: id })).toEqual([
      expect.objectContaining({ what: '报告局领导', dueOn: '2026-10-13', outcome: 'late' })
    ])
    // Said on the next day to have been told in time: that is not in time, and not called late.
    house().clock.setDay('2026-10-13')
    const { batch: other } = await stampedBatch('LJ')
    const leaderReportedAt = house().clock.now()
    house().clock.setDay('2026-10-14')
    await accounting(other.id, { serials: lost(1), loss: { ...late, leaderReportedAt } })
    expect(await house().database.read.findBy(MissedDeadline, { subjectId: (await lossOf(other.id)).id })).toEqual([
      expect.objectContaining({ what: '报告局领导', dueOn: '2026-10-13', outcome: 'backdated' })
    ])
  })

  it('K-09 numbers that turn up before the notice are taken off the report, the last one ends it', async () => {
    const { batch } = await stampedBatch('LD')
    await accounting(batch.id, { serials: lost(1, 2), loss: report() })
    const reversing = async (serial: number) =>
      doing(house(), bureau.squadHead, async (unit) =>
        reverseSerial(unit, {
          id: batch.id,
          version: (await now(batch.id)).version,
          entryId: (await house().database.read.findOneByOrFail(SerialEntry, { batchId: batch.id, serial })).id,
          reason: '夹在卷内，已找到'
        })
      )
    await reversing(1)
    expect(await lossOf(batch.id)).toMatchObject({ serials: 'LD0002', quantity: 1, state: 'open' })
    await reversing(2)
    const loss = await lossOf(batch.id)
    expect(loss.state).toBe('revoked')
    expect(await now(batch.id)).toMatchObject({ lost: 0, state: 'stamped' })
    expect(await dueOf(loss.id)).toEqual([])
    await expect(steps(batch.id, { policeStation: '城关派出所' })).rejects.toThrow(/已全部冲正/)
    expect(await proven()).toEqual([])
    const paper = await blankLossForm.make(await readingAs(house(), bureau.director), loss.id)
    expect(paper.notes?.join('')).toContain('已全部冲正')
  })

  it('SEAL-17 who answers for the strips reads the report, somebody else of another unit does not', async () => {
    const { batch } = await stampedBatch('LE')
    await accounting(batch.id, { serials: lost(3), loss: report() })
    const { id } = await lossOf(batch.id)
    const { row, actions } = await blankLossDetail(await readingAs(house(), bureau.squadHead), id)
    expect(row).toMatchObject({ batchNumber: batch.number, format: '封条', serials: 'LE0003' })
    expect(actions.map(({ action, enabled }) => [action, enabled])).toEqual([
      ['record', false],
      ['letter', false]
    ])
    const other = await readingAs(house(), bureau.cashier)
    await expect(blankLossDetail(other, id)).rejects.toMatchObject({ type: 'notFound' })
    expect((await blankLossPage(other, listInput.parse({}))).total).toBe(0)
    expect(
      (await blankLossPage(await readingAs(house(), bureau.head), listInput.parse({ search: 'LE0003' }))).total
    ).toBe(1)
  })

  it('SEAL-16 case forms with blank parts go over legal review and the head like enforcement documents, strips do not', async () => {
    const { batch, approval } = await asked({ kind: 'caseForm', format: '询问笔录（首页）', serialPrefix: 'LF' })
    await expectRefused(house(), 'SEAL-16', () => stamping(batch.id), /法制审核.*分管领导签发.*主要领导签发/)
    expect(await approved(house(), approval.id, everyone(bureau))).toEqual([
      '龙队长',
      '江法制',
      '陆副局长',
      '谢主任',
      '周局长'
    ])
    await stamping(batch.id)
    const strip = await asked({ serialPrefix: 'LG' })
    expect(await approved(house(), strip.approval.id, everyone(bureau))).toEqual(['龙队长', '陆副局长', '谢主任'])
    await stamping(strip.batch.id)
    const form = { sealId: strip.batch.sealId, format: '询问笔录（首页）', serialPrefix: 'LH' }
    await expectRefused(house(), 'SEAL-12', () => asked(form), /格式“询问笔录（首页）”不像封条/)
    expect((await asked(form, { 'SEAL-12': '封条印在笔录纸上' })).batch.state).toBe('pending')
  })
})
