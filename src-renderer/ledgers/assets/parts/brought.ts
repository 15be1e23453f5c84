import { computed, type WritableComputedRef } from 'vue'
import { useRoute } from 'vue-router'

/** Assets a form begins with: chosen in the list, or the one whose page it was opened from. */
export function broughtAssets(): string[] {
  const asked = useRoute().query['assets']
  return typeof asked === 'string' && asked !== '' ? asked.split(',') : []
}

/** The draft of a form about assets; none where it was opened for certain ones, which a draft would replace. */
export const draftUnless = (brought: readonly string[], name: string): { readonly draft?: string } =>
  brought.length > 0 ? {} : { draft: name }

/** The one asset of a form's model, as the picker of assets takes it. */
export function oneAsset(model: { assetId?: string | null | undefined }): WritableComputedRef<string[]> {
  return computed({ get: () => (model.assetId ? [model.assetId] : []), set: (ids) => (model.assetId = ids[0]) })
}

/** The assets of a form's model, as the picker takes them. */
export function manyAssets(model: { assetIds?: string[] | undefined }): WritableComputedRef<string[]> {
  return computed({ get: () => model.assetIds ?? [], set: (ids) => (model.assetIds = [...ids]) })
}
