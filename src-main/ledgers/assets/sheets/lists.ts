import {
  asset,
  countLine,
  difference,
  equipmentIssue,
  lowValue,
  repair,
  retirement,
  transfer
} from '../../../contract/assets'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import type { SheetColumn } from '../../../platform/documents/sheetModel'
import { cardReads } from '../cards/rows'
import { issueReads } from '../equipment/rows'
import { lowValueReads } from '../lowValue/rows'
import { lineReads } from '../reconciliation/rows'
import { repairReads } from '../repair/rows'
import { retirementReads } from '../retirement/rows'
import { countReads } from '../stocktake/rows'
import { transferReads } from '../transfer/rows'
import { cardsAsOf } from './asOf'
import { listSheet } from './parts'

const signature: SheetColumn = { key: 'signature', label: '签字', kind: 'text', width: 8 }

const cardColumns = [
  'number',
  'classCode',
  'name',
  'spec',
  'quantity',
  'originalCents',
  'way',
  'acquiredOn',
  'enteredOn',
  'lifeMonths',
  'accumulatedCents',
  'netCents',
  'unitName',
  'userName',
  'keeperName',
  'place',
  'state',
  'labelledOn'
] as const

const labels = { labelledOn: '标签（贴好日期）', place: '存放' } as const

const cards = { record: asset, reads: cardReads, columns: cardColumns, labels, asOf: cardsAsOf } as const

/** Sheets that are lists as they stand on screen. */
export const listSheets: readonly SheetDefinition[] = [
  listSheet({ ...cards, name: '明细台账', title: '固定资产明细台账' }),
  listSheet({ ...cards, name: '科室登记表', title: '科室固定资产登记表', sort: 'unitName', blank: [signature] }),
  listSheet({ ...cards, name: '个人名下', title: '个人名下固定资产登记表', sort: 'userName', blank: [signature] }),
  listSheet({
    name: '调拨',
    title: '固定资产调拨登记',
    record: transfer,
    reads: transferReads,
    period: 't.submittedOn',
    columns: [
      'number',
      'submittedOn',
      'things',
      'assets',
      'fromUnitName',
      'toUnitName',
      'toUserName',
      'toKeeperName',
      'toPlace',
      'reason',
      'doneOn',
      'state'
    ],
    labels: { submittedOn: '日期', state: '审批' }
  }),
  listSheet({
    name: '维修',
    title: '固定资产维修登记',
    record: repair,
    reads: repairReads,
    period: 'r.requestedOn',
    columns: [
      'number',
      'requestedOn',
      'assetNumber',
      'unitName',
      'applicantName',
      'fault',
      'inWarranty',
      'vendor',
      'costCents',
      'warrantyUntil',
      'finishedOn',
      'result'
    ],
    labels: { requestedOn: '日期', assetNumber: '资产', warrantyUntil: '质保至' }
  }),
  listSheet({
    name: '处置',
    title: '固定资产处置登记',
    record: retirement,
    reads: retirementReads,
    period: 'z.submittedOn',
    columns: [
      'number',
      'submittedOn',
      'things',
      'assets',
      'unitName',
      'kind',
      'reason',
      'approvalNumber',
      'originalCents',
      'accumulatedCents',
      'netCents',
      'incomeCents',
      'method',
      'disposedOn',
      'state'
    ],
    labels: { submittedOn: '申请日期' }
  }),
  listSheet({
    name: '盘点盈亏',
    title: '固定资产盘点表（盈亏）',
    period: 'st.baseDay',
    record: { ...countLine, versioned: false as const },
    reads: countReads,
    columns: [
      'number',
      'name',
      'spec',
      'unitName',
      'userName',
      'place',
      'quantity',
      'originalCents',
      'outcome',
      'foundPlace',
      'firstByName',
      'secondByName'
    ],
    labels: { unitName: '账面部门', userName: '账面使用人' },
    note: '手工盘点的在“结果”栏填相符、错位或缺失，错位的填实盘地点，填好后在盘点单里读回'
  }),
  listSheet({
    name: '对账差异',
    title: '资产对账差异表',
    period: 'rc.asOf',
    // A list of finance's that was taken back asks for nothing any more.
    only: { where: 'rc.state <> :undone', values: { undone: 'undone' } },
    record: difference,
    reads: lineReads,
    sort: 'number',
    columns: [
      'reconciliationNumber',
      'number',
      'name',
      'agreement',
      'kind',
      'office',
      'finance',
      'amountCents',
      'settlement',
      'note',
      'settledOn',
      'settledByName'
    ]
  }),
  listSheet({
    name: '执法装备领用',
    title: '执法装备领用台账',
    record: equipmentIssue,
    reads: issueReads,
    period: 'i.submittedOn',
    columns: [
      'thing',
      'assetNumber',
      'quantity',
      'personName',
      'unitName',
      'issuedOn',
      'approverName',
      'returnedOn',
      'condition',
      'liability',
      'state'
    ],
    labels: { thing: '装备', assetNumber: '编号' }
  }),
  listSheet({
    name: '低值易耗品',
    title: '低值易耗品登记簿',
    record: lowValue,
    reads: lowValueReads,
    period: 'l.acquiredOn',
    columns: [
      'number',
      'name',
      'spec',
      'quantity',
      'priceCents',
      'amountCents',
      'unitName',
      'userName',
      'issuedOn',
      'state'
    ]
  })
]
