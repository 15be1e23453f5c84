import { beforeAll, expect, it } from 'vitest'
import { assetStocktake } from '@main/contract/assets'
import { listInput } from '@main/contract/lists'
import { confirmLabel } from '@main/ledgers/assets/cards/acts'
import { enterCards } from '@main/ledgers/assets/cards/enter'
import { settleDamage, submitDamage } from '@main/ledgers/assets/damage/acts'
import { dueAssets } from '@main/ledgers/assets/due'
import {
  type AssetAcceptance,
  AssetDamage,
  AssetLoan,
  AssetStocktake,
  CountBook,
  ReconciliationLine,
  Retirement,
  type Asset
} from '@main/ledgers/assets/entities'
import { borrowThing, handOverLoan, submitLoan, takeBackLoan } from '@main/ledgers/assets/loan/acts'
import { reconcile, settleLine } from '@main/ledgers/assets/reconciliation/acts'
import { submitReport } from '@main/ledgers/assets/report/acts'
import { carryOutRetirement, submitRetirement } from '@main/ledgers/assets/retirement/acts'
import { submitStocktake } from '@main/ledgers/assets/stocktake/close'
import { finishCounting, handInScans } from '@main/ledgers/assets/stocktake/count'
import { openStocktake, type OpenInput } from '@main/ledgers/assets/stocktake/open'
import { stocktakeDetail, stocktakeReads } from '@main/ledgers/assets/stocktake/rows'
import { sheetRow } from '@main/office/outputs/fieldColumns'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import {
  aCard,
  aCardFor,
  accepted,
  anApprovedRequest,
  anAssetBureau,
  anEquipment,
  approveAll,
  bookNow,
  cardNow,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'

/** K-13: what was done after its day leaves an entry of its own, and what is dated back is marked 补录. */
onBothEngines('late in the assets ledger', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const missed = async (rule: string) =>
    (await house().database.read.find(MissedDeadline, { where: { ledger: 'assets', rule }, order: { id: 'ASC' } })).map(
      ({ what, dueOn, outcome, subjectNumber, personName }) => ({ what, dueOn, outcome, subjectNumber, personName })
    )
  const marked = async (subjectId: string) =>
    (await house().database.read.findBy(BackdatedEntry, { ledger: 'assets', subjectId })).map(
      ({ what, dated, typedOn, reason }) => ({ what, dated, typedOn, reason })
    )
  const today = () => house().clock.today()
  const dueOf = async (rule: string) =>
    (await dueAssets(await readingAs(house(), bureau.clerk))).filter((item) => item.rule === rule)

  it('K-13 AST-17 AST-07 keep that things were entered and labelled late, and nothing where they were in time', async () => {
    house().clock.setDay('2026-09-14')
    const [inTime, late] = [
      await accepted(house(), bureau, await anApprovedRequest(house(), bureau)),
      await accepted(house(), bureau, await anApprovedRequest(house(), bureau))
    ]
    const entering = (acceptance: AssetAcceptance, reasons = {}) =>
      doing(house(), bureau.clerk, (unit) => enterCards(unit, house(), aCardFor(bureau, acceptance)), reasons)
    house().clock.setDay('2026-09-21')
    const [first] = await entering(inTime)
    house().clock.setDay('2026-09-22')
    const [second] = await entering(late, { 'AST-17': '发票晚到' })
    // Five working days after Monday 14 September end on Monday 21 September.
    expect(await missed('AST-17')).toEqual([
      {
        what: `${late.things}入账`,
        dueOn: '2026-09-21',
        outcome: 'late',
        subjectNumber: late.number,
        personName: bureau.clerk.name
      }
    ])
    const labelling = async (card: Asset | undefined) =>
      doing(house(), bureau.clerk, async (unit) => {
        const { id, version, number } = await cardNow(house(), { id: card?.id ?? '' })
        return confirmLabel(unit, house(), { id, version, scanned: number })
      })
    house().clock.setDay('2026-09-29')
    await labelling(second)
    expect(await missed('AST-07')).toEqual([])
    await labelling(first)
    expect(await missed('AST-07')).toMatchObject([{ dueOn: '2026-09-28', subjectNumber: first?.number }])
    await labelling(first)
    expect(await missed('AST-07')).toHaveLength(1)
  })

  it('K-13 AST-11 keep that a thing came back late; the day it is said to have come back is not before it was lent, and needs a reason when long past', async () => {
    house().clock.setDay('2026-09-07')
    const card = await aCard(house(), bureau)
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitLoan(unit, house(), {
        kind: 'out',
        assetId: card.id,
        counterparty: '县文明办',
        purpose: '创建检查',
        fromDay: '2026-09-01',
        dueOn: '2026-09-20'
      })
    )
    await approveAll(house(), approval.id)
    const now = () => house().database.read.findOneByOrFail(AssetLoan, { id: row.id })
    await doing(house(), bureau.clerk, async (unit) => handOverLoan(unit, await now()))
    house().clock.setDay('2026-09-23')
    const back = (returnedOn: string, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) => takeBackLoan(unit, { ...(await now()), returnedOn, condition: '完好' }),
        reasons
      )
    const reason = '借用单位放假，当天没有登记'
    await expect(back('2026-09-06', { 'K-13': reason })).rejects.toThrow(/2026年9月7日有过变动.*不能早于那天/)
    await expectRefused(house(), 'K-13', () => back('2026-09-21'), /2日后才登记，属于补录/)
    await back('2026-09-21', { 'K-13': reason })
    expect(await marked(row.id)).toEqual([{ what: '归还日期', dated: '2026-09-21', typedOn: '2026-09-23', reason }])
    expect(await missed('AST-11')).toMatchObject([{ dueOn: '2026-09-20', subjectNumber: row.number, outcome: 'late' }])
    const borrowed = await doing(house(), bureau.clerk, (unit) =>
      borrowThing(unit, {
        kind: 'in',
        thing: '应急发电机',
        counterparty: '县应急局',
        purpose: '防汛',
        place: '仓库',
        keeperId: bureau.clerk.id,
        fromDay: '2026-09-01',
        dueOn: '2026-09-23'
      })
    )
    await doing(house(), bureau.clerk, (unit) =>
      takeBackLoan(unit, { ...borrowed, returnedOn: today(), condition: '完好' })
    )
    expect(await missed('AST-11')).toHaveLength(1)
    expect(await marked(borrowed.id)).toEqual([])
    const again = await doing(house(), bureau.clerk, (unit) =>
      borrowThing(unit, {
        kind: 'in',
        thing: '应急发电机',
        counterparty: '县应急局',
        purpose: '防汛',
        place: '仓库',
        keeperId: bureau.clerk.id,
        fromDay: '2026-09-01',
        dueOn: '2026-09-23'
      })
    )
    house().clock.setDay('2026-09-24')
    await doing(house(), bureau.clerk, (unit) =>
      takeBackLoan(unit, { ...again, returnedOn: '2026-09-23', condition: '完好' })
    )
    expect((await missed('AST-11'))[1]).toMatchObject({ subjectNumber: again.number, outcome: 'backdated' })
  })

  it('K-13 AST-19 AST-08 keep that a report, a list of finance’s and its differences came late', async () => {
    await anEquipment(house(), bureau, 'radio')
    house().clock.setDay('2026-07-10')
    const reporting = (half: string) =>
      doing(house(), bureau.accountant, (unit) =>
        submitReport(unit, { half, content: '装备运行正常', leaderId: bureau.leader.id })
      )
    await reporting('2026-H1')
    expect(await missed('AST-19')).toEqual([])
    house().clock.setDay('2027-01-11')
    const report = await reporting('2026-H2')
    expect(await missed('AST-19')).toMatchObject([
      { what: '2026年下半年装备运行情况报告', dueOn: '2027-01-10', subjectNumber: report.number }
    ])
    const listed = async (asOf: string) => {
      house().clock.setDay(asOf)
      const { number, name, acquiredOn } = await aCard(house(), bureau)
      const rows = [
        {
          rowNumber: 2,
          number,
          name,
          originalCents: 600_000,
          accumulatedCents: null,
          quantity: 1,
          acquiredOn,
          unitName: null
        }
      ]
      return doing(house(), bureau.accountant, (unit) => reconcile(unit, { fileName: '财务账.xlsx', asOf, rows }))
    }
    const settledAt = async (day: string, reconciliationId: string) => {
      house().clock.setDay(day)
      for (const { id, version } of await house().database.read.findBy(ReconciliationLine, { reconciliationId }))
        await doing(house(), bureau.clerk, (unit) =>
          settleLine(unit, { id, version, settlement: 'explained', note: '财务下月更正' })
        )
    }
    const first = await listed('2027-02-01')
    // Thirty days after 1 February end on 3 March; half a year after it ends on 1 August.
    await settledAt('2027-03-03', first.id)
    expect(await missed('AST-08')).toEqual([])
    const second = await listed('2027-08-02')
    expect(await missed('AST-08')).toMatchObject([
      { what: '与财务账核对', dueOn: '2027-08-01', subjectNumber: second.number }
    ])
    await settledAt('2027-09-02', second.id)
    expect(await missed('AST-08')).toMatchObject([
      { dueOn: '2027-08-01' },
      { what: '处理对账差异', dueOn: '2027-09-01', subjectNumber: second.number }
    ])
  })

  it('K-13 AST-14 keep that a count was closed late; one nobody made stays due for years, until it is closed with a reason', async () => {
    const radio = await anEquipment(house(), bureau, 'radio', { unitId: bureau.squad.id })
    house().clock.setDay('2027-12-30')
    const { id } = await doing(house(), bureau.squadHead, (unit) =>
      openStocktake(unit, {
        duty: 'equipment',
        scope: 'equipment',
        scopeUnitId: bureau.squad.id,
        counterIds: [bureau.squadHead.id]
      })
    )
    const counting = async (code: string, key: string) =>
      doing(house(), bureau.squadHead, (unit) =>
        handInScans(unit, { id, round: 'first', scans: [{ code, place: '', at: house().clock.now(), key }] })
      )
    await counting(radio.number, 'first')
    const now = () => house().database.read.findOneByOrFail(AssetStocktake, { id })
    await doing(house(), bureau.squadHead, async (unit) => finishCounting(unit, { id, version: (await now()).version }))
    house().clock.setDay('2028-01-04')
    const closing = (reasons = {}) =>
      doing(
        house(),
        bureau.squadHead,
        async (unit) => submitStocktake(unit, house(), { id, version: (await now()).version, conclusion: '账实相符' }),
        reasons
      )
    await expectRefused(house(), 'AST-14', closing)
    await closing({ 'AST-14': '年底执勤，元旦后提交' })
    expect(await missed('AST-14')).toMatchObject([{ dueOn: '2027-12-31', subjectNumber: (await now()).number }])
    house().clock.setDay('2030-03-01')
    const kept = await dueOf('AST-14')
    expect(kept.map(({ duty }) => duty)).toContain('quarter4@2026-Q4@')
    expect((await dueOf('AST-19')).map(({ duty }) => duty)).toEqual(
      expect.arrayContaining(['2027-H1', '2029-H1', '2029-H2'])
    )
  })

  it('K-13 AST-14 a count nobody made is made later for its period: it leaves the due list and stays late for ever', async () => {
    const radio = await anEquipment(house(), bureau, 'radio', { unitId: bureau.squad.id })
    house().clock.setDay('2030-03-04')
    const opening = (plan: Partial<OpenInput>) =>
      doing(house(), bureau.squadHead, (unit) =>
        openStocktake(unit, {
          duty: 'equipment',
          scope: 'equipment',
          scopeUnitId: bureau.squad.id,
          counterIds: [bureau.squadHead.id],
          ...plan
        })
      )
    await expectRefused(house(), 'AST-14', () => opening({}), /补做以前没有盘的，请填期间/)
    await expectRefused(house(), 'AST-14', () => opening({ period: '2029-11' }), /没有“2029-11”这个期间/)
    await expectRefused(house(), 'AST-14', () => opening({ period: '上年' }), /没有“上年”这个期间/)
    await expectRefused(house(), 'AST-14', () => opening({ period: '2030-06' }), /还没有到时间/)
    await expectRefused(house(), 'AST-14', () => opening({ duty: 'none', period: '2029-12' }), /不填期间/)
    const key = `equipment@2029-12@${bureau.squad.id}`
    const duties = async () => (await dueOf('AST-14')).map(({ duty }) => duty)
    expect(await duties()).toContain(key)
    const { id, number } = await opening({ period: '2029-12' })
    const now = () => house().database.read.findOneByOrFail(AssetStocktake, { id })
    expect(await now()).toMatchObject({ period: '2029-12', baseDay: '2030-03-04' })
    expect(await duties()).toContain(key)
    // Nothing is said of differences while it is counted, on the page, in lists and on sheets.
    const shown = async () => {
      const reading = await readingAs(house(), bureau.clerk)
      const { rows } = await stocktakeReads.page(reading, listInput.parse({ search: number }))
      const { row } = await stocktakeDetail(reading, id)
      const listed = rows[0] ?? row
      const sheet = sheetRow(assetStocktake.fields, listed)
      return [listed.differences, row.differences, sheet['differences']]
    }
    expect(await shown()).toEqual([null, null, '未结束'])
    await doing(house(), bureau.squadHead, async (unit) => {
      const codes = (await unit.manager.findBy(CountBook, { stocktakeId: id })).map((line) => line.number)
      expect(codes).toContain(radio.number)
      const scans = codes.map((code) => ({ code, place: '', at: house().clock.now(), key: `late-${code}` }))
      return handInScans(unit, { id, round: 'first', scans })
    })
    await doing(house(), bureau.squadHead, async (unit) => finishCounting(unit, { id, version: (await now()).version }))
    expect(await shown()).toEqual([0, 0, 0])
    const closing = (reasons = {}) =>
      doing(
        house(),
        bureau.squadHead,
        async (unit) => submitStocktake(unit, house(), { id, version: (await now()).version, conclusion: '账实相符' }),
        reasons
      )
    await expectRefused(house(), 'AST-14', closing, /2029年12月31日前办完，已逾期/)
    await closing({ 'AST-14': '上年漏盘，现在补做' })
    expect(await duties()).not.toContain(key)
    expect(await duties()).toContain(`equipment@2029-06@${bureau.squad.id}`)
    expect((await missed('AST-14')).at(-1)).toMatchObject({
      dueOn: '2029-12-31',
      subjectNumber: number,
      outcome: 'late',
      what: expect.stringContaining('2029-12') as unknown
    })
    await expectRefused(house(), 'AST-14', () => opening({ period: '2029-12' }), new RegExp(`已由${number}完成`))
  })

  it('K-13 asks why a loss, its payment and a disposal are entered days after, and marks them', async () => {
    house().clock.setDay('2030-03-20')
    const [lost, old] = [
      await aCard(house(), bureau),
      await aCard(house(), bureau, { acquiredOn: '2010-03-15', enteredOn: '2010-03-15', lifeMonths: null })
    ]
    const reason = '外出执勤，回来才登记'
    const reporting = (happenedOn: string, reasons = {}) =>
      doing(
        house(),
        bureau.colleague,
        (unit) =>
          submitDamage(unit, house(), {
            assetId: lost.id,
            kind: 'loss',
            happenedOn,
            circumstances: '搬运途中遗失',
            personId: bureau.colleague.id,
            finding: '保管不善',
            assessedCents: 100_000
          }),
        reasons
      )
    await expectRefused(house(), 'K-13', () => reporting('2030-03-18'), /发生日期/)
    const { row, approval } = await reporting('2030-03-18', { 'K-13': reason })
    expect(await marked(row.id)).toMatchObject([{ what: '发生日期', dated: '2030-03-18', reason }])
    await approveAll(house(), approval.id)
    house().clock.setDay('2030-03-25')
    const paying = (settledOn: string, reasons = {}) =>
      doing(
        house(),
        bureau.accountant,
        async (unit) => {
          const { version } = await unit.load(AssetDamage, row.id, '损失认定')
          return settleDamage(unit, { id: row.id, version, settledOn, receiptNumber: '0047182' })
        },
        reasons
      )
    await expectRefused(house(), 'K-13', () => paying('2030-03-26'), /不能晚于今天/)
    await expectRefused(house(), 'K-13', () => paying('2030-03-22'), /赔付日期/)
    await paying('2030-03-24')
    expect(await marked(row.id)).toMatchObject([{}, { what: '赔付日期', dated: '2030-03-24', reason: null }])
    const asked = await doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), {
        assetIds: [old.id],
        kind: 'scrap',
        reason: '老化',
        appraisal: '主板烧毁，无维修价值'
      })
    )
    await approveAll(house(), asked.approval.id)
    house().clock.setDay('2030-03-29')
    const disposing = (disposedOn: string, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) =>
          carryOutRetirement(unit, house(), {
            id: asked.row.id,
            version: (await unit.load(Retirement, asked.row.id, '处置申请')).version,
            disposedOn,
            approvalNumber: '洞财资〔2030〕12号',
            incomeCents: 0,
            method: '交定点回收企业'
          }),
        reasons
      )
    await expectRefused(house(), 'K-13', () => disposing('2030-03-26'), /处置日期/)
    await disposing('2030-03-26', { 'K-13': reason })
    expect(await cardNow(house(), old)).toMatchObject({ state: 'gone', exitedOn: '2030-03-26' })
    expect((await bookNow(house(), old)).id).toBe(old.id)
    expect(await marked(asked.row.id)).toMatchObject([{ what: '处置日期', dated: '2030-03-26', reason }])
  })
})
