import type { Field } from '../../../contract/fields'
import type { ImportRow } from '../../../office/outputs/importDefinition'

/**
 * Columns of all the books a register is kept in; each sheet has its own. Days are taken as written: what year is
 * meant, the number says.
 */
export const importFields = {
  number: { label: '登记号', kind: 'code', synonyms: ['登记编号', '编号'] },
  receivedOn: { label: '收文日期', kind: 'longText', synonyms: ['收到日期', '来文日期'] },
  issuer: { label: '来文机关', kind: 'text', synonyms: ['发文机关', '来文单位'] },
  documentNumber: { label: '文号', kind: 'code', synonyms: ['文件字号', '发文字号'] },
  code: { label: '代号', kind: 'text', synonyms: ['文件代号'] },
  title: { label: '标题', kind: 'text', synonyms: ['文件标题', '文件名称', '题名'] },
  secrecy: { label: '密级', kind: 'text', synonyms: ['密级及保密期限', '密级和保密期限', '密级期限'] },
  issuedOn: { label: '制发日期', kind: 'longText', synonyms: ['成文日期', '印发日期'] },
  copies: { label: '份数', kind: 'text' },
  copyNumber: { label: '份号', kind: 'code' },
  pages: { label: '页数', kind: 'text' },
  scope: { label: '知悉范围', kind: 'text', synonyms: ['知悉人员', '传阅范围'] },
  cabinet: { label: '存放', kind: 'text', synonyms: ['存放位置', '保密柜'] },
  receivedBy: { label: '签收人', kind: 'person' },
  reader: { label: '阅件人', kind: 'person', synonyms: ['传阅人'] },
  outAt: { label: '送阅时间', kind: 'instant' },
  returnedAt: { label: '归还时间', kind: 'instant' },
  readerSign: { label: '阅件人签字', kind: 'text' },
  officerSign: { label: '保密员签字', kind: 'text' },
  madeOn: { label: '日期', kind: 'longText', synonyms: ['复印日期', '复制日期'] },
  original: { label: '原份号', kind: 'code' },
  copyCount: { label: '复制份数', kind: 'text', synonyms: ['复印份数'] },
  newNumbers: { label: '新份号', kind: 'code' },
  purpose: { label: '用途', kind: 'text' },
  consent: { label: '发文机关同意文号', kind: 'code' },
  approver: { label: '批准人', kind: 'text' },
  handler: { label: '经办人', kind: 'text', synonyms: ['经办人1'] },
  second: { label: '经办人2', kind: 'text', synonyms: ['监销人'] },
  method: { label: '方式', kind: 'text', synonyms: ['处理方式'] },
  endedOn: { label: '时间', kind: 'longText', synonyms: ['清退时间', '销毁时间'] },
  place: { label: '地点', kind: 'text' },
  receipt: { label: '回执号', kind: 'code' },
  remarks: { label: '备注', kind: 'text' }
} as const satisfies Record<string, Field>

export type ImportField = keyof typeof importFields

/** A cell of a row as text. */
export const cell = (row: ImportRow, field: ImportField): string => String(row.values[field] ?? '').trim()
