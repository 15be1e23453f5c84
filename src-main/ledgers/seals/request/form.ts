import { contract } from '../../../contract'
import { formatMoment } from '../../../contract/display'
import { documentKinds, type UseRequestState } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { SealUse, UseRequest } from '../entities'
import { useRequestDetail, useRequestRows } from './rows'

/** Requests whose paper must not be taken for one still to be signed. */
const stopped: Readonly<Partial<Record<UseRequestState, string>>> = {
  refused: '未获同意',
  returned: '已退回补正',
  withdrawn: '已撤回'
}

/** 用印审批单: by the application's number or that of the use it became. */
export const useForm: FormDefinition = {
  id: 'seal-use',
  name: '用印审批单',
  bears: { sealUse: async (manager, id) => (await manager.findOneBy(SealUse, { id }))?.requestId },
  access: recordAccess(contract.seals.requests.get, useRequestDetail),
  find: async ({ manager }, number) => {
    const use = await manager.findOneBy(SealUse, { number })
    return use?.requestId ?? (await manager.findOneBy(UseRequest, { number }))?.id
  },
  make: async (reading, id) => {
    const { manager } = reading
    const request = await manager.findOneBy(UseRequest, { id })
    if (!request) throw notFound('用印申请')
    const [row] = await useRequestRows(manager, [request])
    if (!row) throw notFound('用印申请')
    const uses = await manager.find(SealUse, { where: { requestId: id }, order: { at: 'ASC' } })
    return {
      title: '用印审批单',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '用印部门', value: row.unitName },
            { label: '经办人', value: row.applicantName },
            { label: '文件名称', value: row.title, span: 3 },
            { label: '文号', value: row.documentNumber ?? '' },
            { label: '份数', value: `${row.copies}份` },
            { label: '印章', value: row.sealName },
            { label: '文件类别', value: documentKinds[row.documentKind] },
            { label: '用途', value: row.purpose },
            { label: '发往', value: row.addressee ?? '' },
            { label: '落款', value: row.signingBody },
            { label: '代章', value: row.onBehalf ? '（代章）' : '否' }
          ]
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, request.approvalId) },
        {
          kind: 'lines',
          caption: '监印记录',
          minimumRows: 1,
          columns: [
            { key: 'number', label: '用印编号', kind: 'text', weight: 3 },
            { key: 'at', label: '时间', kind: 'text', weight: 3 },
            { key: 'copies', label: '份数', kind: 'integer' },
            { key: 'impressions', label: '次数', kind: 'integer' },
            { key: 'custodian', label: '监印人', kind: 'text', weight: 2 },
            { key: 'remarks', label: '备注', kind: 'text', weight: 3 }
          ],
          rows: uses.map((use) => ({
            number: use.number,
            at: formatMoment(use.at),
            copies: use.copies,
            impressions: use.impressions,
            custodian: use.custodianName,
            remarks: use.remarks
          }))
        }
      ],
      notes: [
        ...(stopped[request.state] === undefined ? [] : [`本申请${stopped[request.state]}，不得据此用印。`]),
        '一次审批只用印一次，不得超过批准份数；印章不得带出保管室。'
      ]
    }
  }
}
