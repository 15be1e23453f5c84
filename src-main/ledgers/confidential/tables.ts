import {
  cabinet,
  carrier,
  check,
  classification,
  copy,
  delivery,
  dispatch,
  ending,
  file,
  incident,
  leave,
  medium,
  periodKinds,
  publication,
  review,
  scopeRequest
} from '../../contract/confidential'
import { posts } from '../../contract/posts'
import { choice, code, date, flag, reference, several, text, whole } from '../../contract/recordField'
import type { TableWords } from '../../office/ledgerModule'
import {
  Cabinet,
  CarrierStanding,
  Check,
  Classification,
  ConfidentialFile,
  CopyRequest,
  Delivery,
  Dispatch,
  Ending,
  Incident,
  Leave,
  Medium,
  Publication,
  Review,
  ScopeRequest
} from './entities'

type Said = TableWords['record']

/** What is kept sealed is called what it is called where it is read; the log holds its ciphertext. */
const sealed = (record: Said, ...names: readonly string[]): NonNullable<TableWords['also']> =>
  Object.fromEntries(names.flatMap((name) => (record.fields[name] ? [[`${name}Sealed`, record.fields[name]]] : [])))

const ids = {
  fileId: reference('文件', 'id'),
  carrierId: reference('载体', 'id'),
  readerId: reference('阅件人', 'id'),
  classificationId: reference('定密审批', 'id')
}
const scope = {
  personIds: reference('知悉人员', 'id'),
  posts: several('知悉职务', Object.fromEntries(Object.entries(posts).map(([post, { label }]) => [post, label])))
}
const period = { periodKind: choice('期限写法', periodKinds), periodYears: whole('年限') }

/** What the tables whose rows change are called, column by column. */
export const confidentialTables: readonly TableWords[] = [
  {
    entity: ConfidentialFile,
    label: '密级文件',
    record: file,
    also: {
      ...sealed(file, 'issuer', 'documentNumber', 'code', 'title', 'condition', 'notes'),
      ...period,
      receivedById: reference('签收人', 'id'),
      deliveryId: reference('移交记录', 'id'),
      classificationId: ids.classificationId,
      registeredOn: date('登记日期'),
      declassifiedOn: date('解密日期')
    }
  },
  { entity: Delivery, label: '代签收和带回', record: delivery, also: sealed(delivery, 'lateReason') },
  { entity: CarrierStanding, label: '载体', record: carrier, also: { holderId: reference('持有人', 'id') } },
  { entity: Leave, label: '带出申请', record: leave, also: { ...sealed(leave, 'destination', 'reason'), ...ids } },
  {
    entity: ScopeRequest,
    label: '知悉范围申请',
    record: scopeRequest,
    also: { ...sealed(scopeRequest, 'reason'), ...scope }
  },
  {
    entity: CopyRequest,
    label: '复印申请',
    record: copy,
    also: { ...sealed(copy, 'purpose', 'consent'), ...ids, opening: flag('原登记簿转入') }
  },
  { entity: Ending, label: '清册', record: ending, also: { ...sealed(ending, 'agency'), round: text('清退期') } },
  {
    entity: Dispatch,
    label: '发文',
    record: dispatch,
    also: { ...sealed(dispatch, 'recipient'), ...ids, sentOn: date('发出日期') }
  },
  {
    entity: Check,
    label: '核查单',
    record: check,
    also: {
      ...sealed(check, 'conclusion'),
      half: code('半年'),
      officerId: reference('保密员', 'id'),
      memberId: reference('小组成员', 'id')
    }
  },
  { entity: Incident, label: '失泄密事件', record: incident, also: { ...ids, checkId: reference('核查单', 'id') } },
  { entity: Medium, label: '涉密介质', record: medium, also: sealed(medium, 'serial') },
  {
    entity: Classification,
    label: '定密审批',
    record: classification,
    also: { ...sealed(classification, 'code', 'basis'), ...scope, ...period, drafterId: reference('拟稿人', 'id') }
  },
  {
    entity: Review,
    label: '解密审查',
    record: review,
    also: { ...sealed(review, 'reason', 'notice'), newYears: whole('变更后年限') }
  },
  {
    entity: Publication,
    label: '公开保密审查',
    record: publication,
    also: { ...sealed(publication, 'content'), publisherId: reference('公开人', 'id') }
  },
  { entity: Cabinet, label: '保密柜', record: cabinet }
]
