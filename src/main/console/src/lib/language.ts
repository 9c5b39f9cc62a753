import en from 'element-plus/es/locale/lang/en.mjs'
import ja from 'element-plus/es/locale/lang/ja.mjs'
import zhHans from 'element-plus/es/locale/lang/zh-cn.mjs'
import zhHant from 'element-plus/es/locale/lang/zh-tw.mjs'
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import texts from '@/locales/zh-Hant.json'

/** The languages, each under its own name. */
export const languages = { 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文', en: 'English', ja: '日本語' } as const
export type Language = keyof typeof languages

const KEPT = 'kaidan.language'
const ofElementPlus = { 'zh-Hant': zhHant, 'zh-Hans': zhHans, en, ja }
const files = import.meta.glob<{ default: typeof texts }>('../locales/*.json')

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-Hant' as Language,
  fallbackLocale: 'zh-Hant',
  messages: { 'zh-Hant': texts } as Record<Language, typeof texts>
})

/** Element Plus' own texts. */
export const elementLocale = computed(() => ofElementPlus[i18n.global.locale.value])

export async function speak(language: Language) {
  const file = await files[`../locales/${language}.json`]()
  i18n.global.setLocaleMessage(language, file.default)
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(KEPT, language)
}

/** The language chosen before; zh-Hant where none was. */
export async function speakAsBefore() {
  const kept = localStorage.getItem(KEPT) as Language | null
  if (kept && kept in languages && kept !== 'zh-Hant') {
    await speak(kept)
  }
}
