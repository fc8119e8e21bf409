import { roadEn } from '@lianfang/contract/messages/road.en'
import { roadZhCN } from '@lianfang/contract/messages/road.zh-CN'
import { addRoadProblems } from './problem-words.js'

// Loaded with what works with consignments and devices: no other page can meet them.
addRoadProblems({ 'zh-CN': roadZhCN, en: roadEn })
