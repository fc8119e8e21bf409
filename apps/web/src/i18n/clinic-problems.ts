import { clinicsEn } from '@lianfang/contract/messages/clinics.en'
import { clinicsZhCN } from '@lianfang/contract/messages/clinics.zh-CN'
import { addClinicProblems } from './problem-words.js'

// Loaded with what works with stock at the grassroots and joint orders: no other page can meet them.
addClinicProblems({ 'zh-CN': clinicsZhCN, en: clinicsEn })
