package wechatbot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"testing"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot"
)

// TestNothingPersonalIsPrinted fills every plain string of what is personal or secret,
// and prints it in every way that a log line comes about.
func TestNothingPersonalIsPrinted(t *testing.T) {
	for _, v := range []any{
		new(disclosure.Applicant), new(disclosure.Request), new(disclosure.Event), new(disclosure.Entry), new(disclosure.Reply), new(disclosure.Draft), new(disclosure.Attachment),
		new(cases.Case), new(cases.Event), new(cases.Entry), new(cases.Draft),
		new(wechatbot.Account), new(wechatbot.Corp), new(wechatbot.Grid), new(wechatbot.Config), new(wechatbot.Bot),
	} {
		fill(reflect.ValueOf(v).Elem())
		shapes := []any{v}
		if _, isBot := v.(*wechatbot.Bot); !isBot { // it holds locks, and is handed on by its address alone
			shapes = append(shapes, reflect.ValueOf(v).Elem().Interface())
		}
		for _, shape := range shapes {
			var log bytes.Buffer
			fmt.Fprintf(&log, "%v %+v %s %q\n", shape, []any{shape}, shape, shape)
			slog.New(slog.NewTextHandler(&log, nil)).Info("came in", "it", shape)
			if _, logged := shape.(slog.LogValuer); logged { // what a domain room keeps is JSON in its stores, and is not to be logged as that
				slog.New(slog.NewJSONHandler(&log, nil)).Info("came in", "it", shape)
				for _, format := range []logrus.Formatter{&logrus.JSONFormatter{}, &logrus.TextFormatter{}} {
					l := logrus.New()
					l.SetOutput(&log)
					l.SetFormatter(format)
					l.WithField("it", shape).WithField("all", []any{shape}).Info("came in")
				}
				text, err := json.Marshal(map[string]any{"it": shape})
				require.NoError(t, err)
				fmt.Fprintf(&log, "%s %#v\n", text, shape)
			}
			assert.NotContains(t, log.String(), "秘密", "%T", shape)
		}
	}
}

// An office's grids stand in a file of JSON.
func TestSettingsAreReadFromJSON(t *testing.T) {
	var g wechatbot.Grid
	require.NoError(t, json.Unmarshal([]byte(`{"Name": "凤凰北街", "Code": "001", "Robot": "key"}`), &g))
	assert.Equal(t, wechatbot.Grid{Name: "凤凰北街", Code: "001", Robot: "key"}, g)
}

// named are the fields that name a thing in a log.
var named = map[string]bool{"Entry.RequestID": true, "Entry.CaseID": true, "Request.ID": true, "Case.ID": true, "Attachment.Type": true, "Draft.Step": true,
	"Account.AppID": true, "Corp.ID": true, "Grid.Code": true}

// fill puts 秘密 into every plain string below v that is no name, and one element into every list.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString("秘密")
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !named[v.Type().Name()+"."+f.Name] {
				fill(v.Field(i))
			}
		}
	}
}
