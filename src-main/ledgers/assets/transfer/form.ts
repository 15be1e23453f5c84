import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import { AssetTransfer } from '../entities'
import { transferDetail } from './rows'

/** 转移申请表: what moves from whom to whom, the chain's opinions, both keepers' signatures. */
export const transferForm: FormDefinition = {
  id: 'asset-transfer',
  name: '转移申请表',
  access: recordAccess(contract.assets.transfers.get, transferDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(AssetTransfer, { number }))?.id,
  make: async (reading, id) => {
    const { row, lines, approval } = await transferDetail(reading, id)
    const givers = [...new Set(lines.map(({ keeperName }) => keeperName ?? ''))]
    return {
      title: '固定资产转移申请表',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '原部门', value: row.fromUnitName ?? '' },
            { label: '新部门', value: row.toUnitName ?? '' },
            { label: '新使用人', value: row.toUserName ?? '' },
            { label: '新保管人', value: row.toKeeperName ?? '' },
            { label: '新存放地', value: row.toPlace },
            { label: '申请日期', value: formatDate(row.submittedOn) },
            { label: '原因', value: row.reason, span: 3 },
            ...(row.meeting
              ? [
                  {
                    label: '会议研究',
                    value: `${row.meeting}，${formatDate(row.meetingOn)}，纪要${row.minutesNumber ?? ''}`,
                    span: 3 as const
                  }
                ]
              : [])
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'number', label: '资产编号', kind: 'text', weight: 3 },
            { key: 'name', label: '名称', kind: 'text', weight: 3 },
            { key: 'quantity', label: '数量', kind: 'integer', total: true },
            { key: 'original', label: '原值', kind: 'money', weight: 2, total: true },
            { key: 'user', label: '原使用人', kind: 'text', weight: 2 },
            { key: 'keeper', label: '原保管人', kind: 'text', weight: 2 },
            { key: 'place', label: '原存放地', kind: 'text', weight: 2 }
          ],
          rows: lines.map(({ number, name, quantity, originalCents, userName, keeperName, place }) => ({
            number,
            name,
            quantity,
            original: originalCents,
            user: userName,
            keeper: keeperName,
            place
          })),
          minimumRows: 3
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, approval?.id ?? null, 'assets.transfer') },
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [id],
            [
              ...givers.map((name) => ({ label: '移交人', role: '移交人', name })),
              { label: '接收人', role: '接收人', name: row.toKeeperName }
            ]
          )
        }
      ],
      notes: ['批准不等于交接：移交人、接收人都签字后保管责任才转移。']
    }
  }
}
