import { computed, watch, type ComputedRef } from 'vue'
import { useRequest as useRequestRecord, type UseRequestDetail } from '@contract/seals/request'
import type { client } from '../../../api/client'
import { useSession } from '../../../api/session'
import { formFields, type FormField, type Incomplete, type InputOf } from '../../../ledger-kit'
import { useSeals, useTemplates, type SealChoices, type Templates } from '../parts/choices'

type Paper = Omit<InputOf<typeof client.seals.uses.request>, 'reasons'>

/**
 * The fields of an application: kind, title, copies and to whom; the seal and the rest come with the kind of document.
 */
export function useRequestForm(model: Incomplete<Paper>): {
  readonly seals: SealChoices
  readonly templates: Templates
  readonly fields: ComputedRef<FormField[]>
} {
  const session = useSession()
  const seals = useSeals()
  const templates = useTemplates()
  const template = computed(() => templates.of(model.documentKind))
  const seal = computed(() => seals.byId(model.sealId))
  const usual = '按类别填好的，不同的才改'
  const fields = computed(() =>
    formFields(
      useRequestRecord.fields,
      [
        'documentKind',
        {
          kind: 'reference',
          options: templates.options.value,
          hint: template.value?.enforcement ? '执法文书先经法制审核' : '输拼音首字母，如 zm 证明'
        }
      ],
      [
        'sealName',
        {
          name: 'sealId',
          options: seals.options.value,
          hint: seal.value ? `印文 ${seal.value.imprintText}` : '选了类别就带出常用的印章'
        }
      ],
      ['title', { wide: true }],
      'copies',
      'addressee',
      ['documentNumber', { section: usual }],
      ['purpose', { section: usual, placeholder: template.value?.purpose ?? '' }],
      [
        'impressions',
        { section: usual, hint: template.value ? `不填为每份 ${template.value.impressionsPerCopy} 次` : '' }
      ],
      ['signingBody', { section: usual, placeholder: seal.value?.imprintText ?? '' }],
      ['onBehalf', { section: usual, hint: '落款与印章不一致，须注明「代章」的勾上' }]
    )
  )
  let proposed: string | undefined
  // A seal chosen by hand stays; one that was proposed follows the kind.
  watch([() => model.documentKind, seals.query.data, templates.query.data], () => {
    if (!model.documentKind || (model.sealId && model.sealId !== proposed)) return
    proposed = templates.usualSeal(
      model.documentKind,
      seals.query.data.value ?? [],
      session.user?.unitId ?? undefined
    )?.id
    model.sealId = proposed
  })
  return { seals, templates, fields }
}

/**
 * A handed-in application as its form was filled; what only repeats the kind of document or the seal is left out, so
 * that it follows them.
 */
export const paperOf = ({ row, draftId, insteadOfUsual }: UseRequestDetail): Incomplete<Paper> => ({
  sealId: row.sealId,
  documentKind: row.documentKind,
  title: row.title,
  documentNumber: row.documentNumber ?? undefined,
  addressee: row.addressee ?? undefined,
  copies: row.copies,
  impressions: insteadOfUsual.impressions ?? undefined,
  purpose: insteadOfUsual.purpose ?? undefined,
  signingBody: insteadOfUsual.signingBody ?? undefined,
  onBehalf: row.onBehalf,
  draftId: draftId ?? undefined
})
