package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatALetterIsToBeAboutIsHeard(t *testing.T) {
	for text, want := range map[string]string{
		"我要咨询低保":        "低保",
		"我想咨询低保的事":      "低保",
		"咨询一下公积金":       "公积金",
		"咨询户口问题":        "户口",
		"举报黑车":          "黑车",
		"我要举报一个饭店":      "饭店",
		"投诉乱停车":         "乱停车",
		"我要投诉":          "",
		"咨询个事":          "",
		"我要反映一个问题":      "",
		"投诉你们单位":        "",
		"投诉了三回":         "",
		"我要投诉他们":        "",
		"举报那些人":         "",
		"我要投诉人家":        "",
		"投诉他们公司":        "他们公司",
		"低保":            "",
		"投诉物业把电梯停了三天不修": "",
	} {
		assert.Equal(t, want, aboutBriefly(text), text)
	}
}
