import { contract } from '../../../contract'
import { ways } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { signatureLines } from '../../../office/records/signatureLines'
import { AssetAcceptance } from '../entities'
import { acceptanceDetail } from './rows'

/** 验收单（资产）: what came, on which papers, signed by office and applicant. */
export const acceptanceForm: FormDefinition = {
  id: 'asset-acceptance',
  name: '验收单',
  access: recordAccess(contract.assets.acceptances.get, acceptanceDetail),
  bears: { assetAcceptance: ownRecord },
  find: async ({ manager }, number) => (await manager.findOneBy(AssetAcceptance, { number }))?.id,
  make: async (reading, id) => {
    const { row, lines } = await acceptanceDetail(reading, id)
    return {
      title: '固定资产验收单',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '使用部门', value: row.unitName ?? '' },
            { label: '取得方式', value: ways[row.way] },
            { label: '申请单号', value: row.acquisitionNumber ?? '' },
            { label: '批准文号', value: row.approvalDocument ?? '' },
            { label: '供应商', value: row.supplier ?? '', span: 3 },
            { label: '合同', value: row.contractNumber ?? '' },
            { label: '发票', value: row.invoiceNumber ?? '' },
            { label: '取得日期', value: formatDate(row.acquiredOn) },
            { label: '验收日期', value: formatDate(row.acceptedOn) },
            { label: '结论', value: row.conclusion, span: 3 }
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'name', label: '名称', kind: 'text', weight: 2 },
            { key: 'brand', label: '品牌型号', kind: 'text', weight: 2 },
            { key: 'serials', label: '序列号', kind: 'text', weight: 3 },
            { key: 'accessories', label: '配件', kind: 'text', weight: 2 },
            { key: 'quantity', label: '数量', kind: 'integer', total: true },
            { key: 'price', label: '单价', kind: 'money', weight: 2 },
            { key: 'amount', label: '金额', kind: 'money', weight: 2, total: true },
            { key: 'warranty', label: '质保至', kind: 'date', weight: 2 }
          ],
          rows: lines.map((line) => ({
            name: line.name,
            brand: [line.brand, line.spec].filter(Boolean).join(' '),
            serials: line.serials.join('、'),
            accessories: line.accessories,
            quantity: line.quantity,
            price: line.unitPriceCents,
            amount: line.quantity * line.unitPriceCents,
            warranty: line.warrantyUntil
          })),
          capitals: 'amount',
          minimumRows: 4
        },
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [id],
            [
              { label: '办公室', name: row.officePersonName },
              { label: '申请部门', name: row.applicantName },
              { label: '供应商' }
            ]
          )
        }
      ]
    }
  }
}
