import { ElMessageBox } from 'element-plus'
import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

/** Asks before a page with unsaved changes is left, be it for another page of ours or by closing it. */
export function useLeaveGuard(dirty: Ref<boolean>) {
  const { t } = useI18n()

  function warn(event: BeforeUnloadEvent) {
    if (dirty.value) {
      event.preventDefault()
    }
  }

  onBeforeRouteLeave(async to => {
    if (!dirty.value || to.path === '/sign-in') {
      return true
    }
    return ElMessageBox.confirm(t('design.leaveAsk'), t('design.leave'), {
      confirmButtonText: t('design.leave'),
      cancelButtonText: t('design.stay'),
      type: 'warning'
    }).then(() => true, () => false)
  })
  onMounted(() => addEventListener('beforeunload', warn))
  onBeforeUnmount(() => removeEventListener('beforeunload', warn))
}
