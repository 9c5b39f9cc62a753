import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, speakAsBefore } from './lib/language'
import './lib/theme'
import { recall } from './lib/session'
import { router } from './router'

await Promise.all([speakAsBefore(), recall()])
createApp(App).use(i18n).use(router).mount('#app')
