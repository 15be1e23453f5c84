import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { listInput, type Page } from '../lists'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, money, monthOf, person, text, unit, whole } from '../recordField'
import { attachmentId, id, month, optionalText, text as line } from '../values'
import { assetPosts, atVersion, byId, keepingPosts, type AssetDetail, type AssetMade } from './access'
import {
  agreementKinds,
  assetCountStates,
  categories,
  countOutcomes,
  countProposals,
  depreciationStates,
  differenceKinds,
  reconciliationStates,
  runStates,
  settlements,
  stocktakeDuties,
  stocktakeScopes,
  type CountOutcome,
  type CountProposal,
  type ScanOutcomeWord,
  type Settlement
} from './words'

/** A stocktake (AST-14). */
export const assetStocktake = record('assetStocktake', {
  number: code('盘点单号', 14).in('盘点'),
  duty: choice('任务', stocktakeDuties, 12).typed().in('盘点'),
  period: code('期间', 8).otherwise('', 8).hinted('补做以前没有盘的才填，如 2026-Q4、2026-06').in('盘点'),
  scope: choice('范围', stocktakeScopes, 8).typed().in('盘点'),
  scopeUnitName: unit('单位', 'scopeUnitId', 12).optional().in('盘点'),
  scopePlace: text('地点', 9).optional(60).in('盘点'),
  scopeCategory: choice('类别', categories, 8).optional().in('盘点'),
  baseDay: date('基准日', 10).in('盘点'),
  openedByName: person('发起人', 'openedById', 8).in('盘点'),
  counters: text('盘点人', 16).derived().in('盘点'),
  things: whole('账面件数', 7).totalled().in('结果'),
  counted: whole('已盘', 6).derived().in('结果'),
  // Nothing is known of differences before counting is over.
  differences: whole('差异', 6).totalled().joined().nullable().blankAs('未结束').in('结果'),
  explanation: longText('书面说明', 18).nullable().in('结果').aside(),
  conclusion: longText('结论', 18).nullable().in('结果').aside(),
  countedOn: date('盘完日期', 10).nullable().in('结果'),
  closedOn: date('办结日期', 10).nullable().in('结果'),
  state: choice('状态', assetCountStates, 10).in('盘点')
})
export type AssetStocktakeRow = RowOf<typeof assetStocktake>

/** A line of the frozen book with what was counted. */
export const countLine = record('assetCountLine', {
  number: code('资产编号', 12),
  name: text('名称', 12),
  spec: text('规格型号', 9).nullable(),
  unitName: text('部门', 12),
  userName: text('使用人', 8).nullable(),
  place: text('账面地点', 9).nullable(),
  quantity: whole('数量', 5).totalled(),
  originalCents: money('原值', 11).totalled(),
  outcome: choice('结果', countOutcomes, 7).joined(),
  foundPlace: text('实盘地点', 9).joined().nullable(),
  firstByName: person('初盘人', 'firstById', 8).joined().nullable(),
  secondByName: person('复盘人', 'secondById', 8).joined().nullable()
})

/** A difference with its explanation and what became of it. Cents. */
export const countDifference = record('assetCountDifference', {
  number: code('资产编号', 12),
  name: text('名称', 12),
  outcome: choice('结果', countOutcomes, 7),
  bookPlace: text('账面地点', 9).nullable(),
  foundPlace: text('实盘地点', 9).nullable(),
  originalCents: money('原值', 11).totalled(),
  firstByName: person('初盘人', 'firstById', 8).nullable(),
  secondByName: person('复盘人', 'secondById', 8).nullable(),
  reason: longText('原因', 14).nullable(),
  proposal: choice('处理意见', countProposals, 12).nullable(),
  settledOn: date('处理日期', 10).nullable(),
  settledAs: text('处理结果', 14).nullable()
})
export type CountDifferenceRow = RowOf<typeof countDifference>
/** A difference on the page of its stocktake, with its line of the frozen book; null for what is not in it. */
export type CountDifferenceLine = CountDifferenceRow & { readonly lineId: string | null }

/** A line of the count as the counting window holds it, for judging scans with the network down. */
export interface CountLineRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly spec: string | null
  readonly unitName: string
  readonly userName: string | null
  readonly place: string | null
  readonly quantity: number
  readonly outcome: CountOutcome
  readonly foundPlace: string | null
  readonly firstByName: string | null
  readonly secondByName: string | null
}

export interface AssetStocktakeDetail extends AssetDetail<AssetStocktakeRow, CountDifferenceLine> {
  readonly counts: Readonly<Record<CountOutcome, number>>
  /** May scan first, may count again. */
  readonly counter: boolean
}

const scan = z.strictObject({
  code: line('编号', 60),
  place: z.string().trim().max(60).default(''),
  at: z.iso.datetime(),
  /** The machine's own key of the scan, so that sending it twice does no harm. */
  key: line('扫描序号', 80)
})

export const assetStocktakes = {
  list: query('staff').input(listInput).output(output<Page<AssetStocktakeRow>>()),
  get: query('staff').input(byId('盘点')).output(output<AssetStocktakeDetail>()),
  /** The frozen book with what was counted so far. */
  lines: query('staff').input(byId('盘点')).output(output<readonly CountLineRow[]>()),
  open: command(keepingPosts)
    .input(commandInput({ ...assetStocktake.shape, counterIds: z.array(id('盘点人')).min(1, '请选择盘点人').max(50) }))
    .output(output<AssetMade>()),
  /**
   * Hands scans in; answers each with what it was. Several may count at once, and a machine may send what it kept while
   * the network was down.
   */
  scan: command('staff')
    .input(
      commandInput({
        id: id('盘点'),
        round: z.enum(['first', 'second']).default('first'),
        scans: z.array(scan).min(1).max(500)
      })
    )
    .output(output<{ readonly answers: readonly { readonly key: string; readonly outcome: ScanOutcomeWord }[] }>()),
  /** Says of lines without a scan that they are not there, or found by looking. */
  tick: command('staff')
    .input(
      commandInput({
        id: id('盘点'),
        round: z.enum(['first', 'second']).default('first'),
        lines: z
          .array(
            z.strictObject({
              lineId: id('资产'),
              outcome: z.enum(['found', 'misplaced', 'missing']),
              place: optionalText('实盘地点', 60)
            })
          )
          .min(1)
          .max(5_000)
      })
    )
    .output(output<{ readonly counted: number }>()),
  /** Reads a filled-in count sheet back. */
  readSheet: command('staff')
    .input(commandInput({ id: id('盘点'), round: z.enum(['first', 'second']).default('first'), attachmentId }))
    .output(
      output<{
        readonly read: number
        readonly problems: readonly { readonly row: number; readonly message: string }[]
      }>()
    ),
  /** Counting is over; what differs is put together for the second count and the explanation. */
  finish: command('staff')
    .input(commandInput(atVersion('盘点')))
    .output(output<{ version: number; differences: number }>()),
  explain: command('staff')
    .input(
      commandInput({
        id: id('盘点'),
        differences: z
          .array(
            z.strictObject({
              id: id('差异'),
              reason: line('原因', 300),
              proposal: z.enum(Object.keys(countProposals) as [CountProposal, ...CountProposal[]], {
                error: '请选择处理意见'
              })
            })
          )
          .min(1)
          .max(2_000)
      })
    )
    .output(output<{ explained: number }>()),
  /** Hands the result in: with differences for approval, without them it is done. */
  submit: command('staff')
    .input(
      commandInput({
        ...atVersion('盘点'),
        explanation: optionalText('书面说明', 2_000),
        conclusion: line('结论', 500)
      })
    )
    .output(output<{ version: number; approvalId: string | null }>()),
  /** Somebody else has seen the thing that is not in what is counted here, too. */
  confirmSurplus: command('staff')
    .input(commandInput({ differenceId: id('差异') }))
    .output(output<{ id: string }>()),
  /** Carries an approved proposal out, or shows that it has been. */
  settle: command(keepingPosts)
    .input(commandInput({ id: id('盘点'), differenceId: id('差异'), note: optionalText('处理情况', 200) }))
    .output(output<{ open: number }>())
}

/** Finance's list held against the office's book (AST-08). Cents. */
export const reconciliation = record('assetReconciliation', {
  number: code('对账单号', 14),
  asOf: date('截止日', 10),
  fileName: text('财务账文件', 18),
  officeAssets: whole('办公室件数', 8),
  financeAssets: whole('财务件数', 8),
  matched: whole('对上', 7),
  officeCents: money('办公室原值', 12),
  financeCents: money('财务原值', 12),
  differences: whole('差异', 6),
  openDifferences: whole('未处理', 7),
  personName: person('对账人', 'personId', 8).nullable(),
  settledOn: date('结清日期', 10).nullable(),
  state: choice('状态', reconciliationStates, 8)
})
export type ReconciliationRow = RowOf<typeof reconciliation>

export const difference = record('assetDifference', {
  number: code('资产编号', 10),
  name: text('名称', 10),
  agreement: choice('核对', agreementKinds, 6),
  kind: choice('差异项', differenceKinds, 10),
  office: text('办公室账', 11),
  finance: text('财务账', 11),
  amountCents: money('差额', 10).totalled(),
  settlement: choice('处理', settlements, 12).nullable(),
  note: longText('处理情况', 16).nullable(),
  settledOn: date('处理日期', 10).nullable(),
  settledByName: person('处理人', 'settledById', 8).nullable(),
  reconciliationNumber: text('对账单号', 14).derived()
})
export type DifferenceRow = RowOf<typeof difference>

export const reconciliations = {
  list: query(assetPosts).input(listInput).output(output<Page<ReconciliationRow>>()),
  get: query(assetPosts).input(byId('对账')).output(output<AssetDetail<ReconciliationRow>>()),
  differences: query(assetPosts)
    .input(listInput.extend({ reconciliationId: id('对账') }))
    .output(output<Page<DifferenceRow>>()),
  settle: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('差异'),
        settlement: z.enum(Object.keys(settlements) as [Settlement, ...Settlement[]], { error: '请选择处理方式' }),
        note: line('处理情况', 300)
      })
    )
    .output(output<{ open: number }>())
}

/** A month's depreciation (AST-18). Cents. */
export const depreciationRun = record('depreciationRun', {
  number: code('计提单号', 14),
  month: monthOf('月份', 9),
  assets: whole('计提件数', 8),
  amountCents: money('计提金额', 12).totalled(),
  postedOn: date('计提日期', 10),
  postedByName: person('计提人', 'postedById', 8).nullable(),
  lockedOn: date('结账日期', 10).nullable(),
  lockedByName: person('结账人', 'lockedById', 8).nullable(),
  state: choice('状态', runStates, 8)
})
export type DepreciationRunRow = RowOf<typeof depreciationRun>

/** A card in a month's depreciation. Cents. */
export const depreciationLine = record('depreciationLine', {
  number: code('资产编号', 10),
  name: text('名称', 12),
  originalCents: money('原值', 10).totalled(),
  monthlyCents: money('月折旧额', 9).joined(),
  monthsTaken: whole('已提月数', 7).joined(),
  chargedCents: money('本期折旧', 9).joined().totalled(),
  accumulatedCents: money('累计折旧', 10).joined().totalled(),
  netCents: money('净值', 10).joined().totalled(),
  depreciation: choice('折旧状态', depreciationStates, 10).joined()
})
export type DepreciationLineRow = RowOf<typeof depreciationLine>

export interface DepreciationDetail {
  readonly row: DepreciationRunRow
  readonly actions: AssetDetail<DepreciationRunRow>['actions']
  readonly timeline: AssetDetail<DepreciationRunRow>['timeline']
  /** Cards left out because their opening depreciation is not settled. */
  readonly unsettled: number
}

export const depreciations = {
  runs: query(keepingPosts).input(listInput).output(output<Page<DepreciationRunRow>>()),
  get: query(keepingPosts).input(byId('计提')).output(output<DepreciationDetail>()),
  lines: query(keepingPosts)
    .input(listInput.extend({ month: month() }))
    .output(output<Page<DepreciationLineRow>>()),
  /** What a run would take, without posting it. */
  preview: query(keepingPosts)
    .input(z.strictObject({ month: month() }))
    .output(output<{ readonly assets: number; readonly amountCents: number; readonly unsettled: number }>()),
  post: command(['finance', 'financeHead', 'assetClerk'])
    .input(commandInput({ month: month() }))
    .output(output<AssetMade & { readonly assets: number; readonly amountCents: number }>()),
  lock: command(['financeHead', 'finance'])
    .input(commandInput(atVersion('计提')))
    .output(output<{ version: number }>())
}
