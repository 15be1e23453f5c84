import * as contract from '../../contract'
import { chains, type ChainId } from '../../contract/ledgers'
import { matters, posts } from '../../contract/posts'
import { formatInstant, formatMoney, formatQuantity } from '../../contract/display'
import { choicesOf, type Field } from '../../contract/fields'
import type { EntityManager } from 'typeorm'
import { isSecretWords } from '../../platform/database/secretWords'
import { isSealed } from '../../platform/secrets/fieldCipher'
import { Person, Unit } from '../entities'
import type { LedgerModule, TableWords } from '../ledgerModule'

/** Names of units and people by id. */
export type Names = ReadonlyMap<string, string>

/**
 * Columns of the office and of the records all ledgers share; other columns are named by their ledger's field
 * descriptors.
 */
const officeFields: Readonly<Record<string, Field>> = {
  name: { label: '名称', kind: 'text' },
  shortName: { label: '简称', kind: 'text' },
  profile: { label: '执行制度', kind: 'choice', choices: choicesOf(contract.profiles) },
  demo: { label: '演示单位', kind: 'boolean' },
  unitId: { label: '单位', kind: 'unit' },
  personId: { label: '人员', kind: 'person' },
  applicantId: { label: '申请人', kind: 'person' },
  active: { label: '启用', kind: 'boolean' },
  login: { label: '登录名', kind: 'code' },
  passwordHash: { label: '密码', kind: 'text' },
  pinHash: { label: '签字码', kind: 'text' },
  failures: { label: '输错次数', kind: 'integer' },
  lockedUntil: { label: '锁定至', kind: 'instant' },
  pinFailures: { label: '签字码输错次数', kind: 'integer' },
  pinLockedUntil: { label: '签字码停用至', kind: 'instant' },
  codeAt: { label: '一次性口令发放时间', kind: 'instant' },
  codeBy: { label: '一次性口令发放人', kind: 'text' },
  passwordAt: { label: '本人设密码时间', kind: 'instant' },
  formerHashes: { label: '用过的密码', kind: 'text' },
  post: {
    label: '职务',
    kind: 'choice',
    choices: Object.entries(posts).map(([value, { label }]) => ({ value, label }))
  },
  matter: { label: '分管事项', kind: 'choice', choices: choicesOf(matters) },
  fromDay: { label: '开始日期', kind: 'date' },
  toDay: { label: '结束日期', kind: 'date' },
  documentNumber: { label: '文号', kind: 'code' },
  handoverId: { label: '交接记录', kind: 'reference' },
  standsInForId: { label: '所代职务', kind: 'reference' },
  rule: { label: '规则', kind: 'code' },
  parameters: { label: '参数', kind: 'text' },
  newState: { label: '调整为', kind: 'text' },
  parameter: { label: '参数', kind: 'text' },
  value: { label: '新的值', kind: 'text' },
  change: { label: '调整内容', kind: 'longText' },
  basis: { label: '调整依据', kind: 'longText' },
  day: { label: '日期', kind: 'date' },
  list: { label: '列表', kind: 'text' },
  view: { label: '视图内容', kind: 'text' },
  ledger: { label: '台账', kind: 'choice', choices: choicesOf(chains) },
  number: { label: '单号', kind: 'code' },
  title: { label: '事由', kind: 'text' },
  amountCents: { label: '金额', kind: 'money' },
  needsCollective: { label: '须集体研究', kind: 'boolean' },
  step: { label: '办理到第几步', kind: 'integer' },
  stepSince: { label: '到达本步时间', kind: 'instant' },
  submittedAt: { label: '提交时间', kind: 'instant' },
  previousDeciderId: { label: '上一步审批人', kind: 'person' },
  concernedPersonId: { label: '有关人员', kind: 'person' },
  approvalId: { label: '审批', kind: 'reference' }
}

const words: Readonly<Record<string, string>> = {
  ...contract.approvalStateLabels,
  on: '执行',
  warn: '降为提示',
  off: '停用',
  holiday: '放假',
  workday: '补班'
}

const officeTables: readonly TableWords[] = [
  { entity: Unit, label: '单位', record: contract.unitRecord },
  {
    entity: Person,
    label: '人员',
    record: contract.personRecord,
    also: { departedOn: { label: '离岗日期', kind: 'date' } }
  }
]

const tables: Readonly<Record<string, string>> = {
  bureau: '单位信息',
  accounts: '账号',
  appointments: '任职',
  rule_settings: '规则设置',
  rule_changes: '规则调整申请',
  calendar_days: '节假日',
  saved_views: '列表视图',
  approvals: '审批',
  edited_chains: '审批流程'
}

const internal: readonly string[] = ['id', 'version', 'searchKey']
/** Codes beside which the same row says it in words. */
const codes: Readonly<Record<string, readonly string[]>> = {
  approvals: ['kind', 'subjectType'],
  edited_chains: ['kind'],
  rule_changes: ['parameter'],
  vehicle_suspicions: ['mark']
}

/** Whether a column says nothing to a reader of the audit log. */
export function isInternal(table: string, column: string): boolean {
  return internal.includes(column) || (codes[table]?.includes(column) ?? false)
}

const unnamed: Field = { label: '其他内容', kind: 'text' }

/** What a table and its columns are called. */
export interface Words {
  /** A row as people call it; by the ledger's name where its module does not say. */
  table(table: string, chain: ChainId): string
  column(table: string, column: string): Field
}

/** The words of all tables: the ledgers' own, by their records, and the office's. */
export function tableWords(manager: EntityManager, modules: readonly LedgerModule[]): Words {
  const known = new Map(
    modules
      .flatMap((module) => module.tables ?? [])
      .concat(officeTables)
      .map((words) => [
        manager.connection.getMetadata(words.entity).tableName,
        { label: words.label, columns: columnsOf(words) }
      ])
  )
  const fallback = commonWords(modules)
  return {
    table: (table, chain) => known.get(table)?.label ?? tables[table] ?? `${chains[chain]}台账`,
    column: (table, column) => known.get(table)?.columns.get(column) ?? fallback(column)
  }
}

/** Columns by the property they are stored under: an id is called what the name beside it is called. */
function columnsOf({ record, also = {} }: TableWords): ReadonlyMap<string, Field> {
  const own = Object.entries(record.fields).flatMap(([name, field]): [string, Field][] =>
    field.key
      ? [
          [name, field],
          [field.key, { ...field, kind: 'reference' }]
        ]
      : [[name, field]]
  )
  return new Map([...Object.entries(also), ...own])
}

/** Descriptors by column: the office's, those of the contract, those of the ledgers' imports. */
function commonWords(modules: readonly LedgerModule[]): (column: string) => Field {
  const declared = Object.entries(contract)
    .filter(([name]) => name.endsWith('Fields'))
    .map(([, fields]) => fields as Readonly<Record<string, Field>>)
  const imported = modules.flatMap((module) =>
    module.imports.map((each) => each.fields as Readonly<Record<string, Field>>)
  )
  const known: Readonly<Record<string, Field>> = Object.assign({}, ...imported, ...declared, officeFields)
  return (column) => (Object.hasOwn(known, column) ? known[column] : undefined) ?? unnamed
}

const looksLikeId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const looksLikeInstant = /^\d{4}-\d{2}-\d{2}T.*Z$/

/** A stored value as a clerk reads it: names for ids, words for codes, yuan for cents. */
export function valueWords(field: Field, value: unknown, names: Names): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' || field.kind === 'boolean') return value === true || value === 1 ? '是' : '否'
  if (typeof value === 'number')
    return field.kind === 'money'
      ? formatMoney(value)
      : field.kind === 'quantity'
        ? formatQuantity(value)
        : String(value)
  if (isSecretWords(value)) return '（不显示）'
  if (typeof value !== 'string') return `共${Array.isArray(value) ? value.length : Object.keys(value).length}项`
  if (isSealed(value)) return '（加密，不显示）'
  const choice =
    field.choices?.find((each) => each.value === value)?.label ??
    (Object.hasOwn(words, value) ? words[value] : undefined)
  if (choice !== undefined) return choice
  if (looksLikeId.test(value)) return names.get(value) ?? '（关联记录）'
  return looksLikeInstant.test(value) ? formatInstant(value) : value
}
