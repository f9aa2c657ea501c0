package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// requestStep records a step that has no command of its own: 转送, 指导释明, 补正, 撤回 …
type requestStep struct {
	dated
	Step   string `arg:"" help:"Which step: its Chinese name, as 现在可以 of request show has it, or its key."`
	Note   string `help:"What is told, or why." placeholder:"TEXT"`
	Party  string `help:"The other organ: 转送, 征求其他机关意见." placeholder:"NAME"`
	Until  string `help:"The last day: 延迟答复." placeholder:"DAY"`
	Days   int    `help:"Within how many working days to reply anew: 责令重新答复."`
	Result string `help:"What was decided: upheld, corrected or other; or 维持, 纠正, 其他." placeholder:"RESULT"`
	Score  string `help:"How content the applicant is: satisfied, mostly_satisfied or dissatisfied; or 满意, 基本满意, 不满意." placeholder:"SCORE"`
}

// ownCommands are the steps that ask for more than a step of this command says.
var ownCommands = map[disclosure.Kind]string{
	disclosure.KindConfirmed: "confirm", disclosure.KindCorrectionAsked: "correct", disclosure.KindThirdPartyConsulted: "consult", disclosure.KindThirdPartyOpined: "opined",
	disclosure.KindExtended: "extend", disclosure.KindReplied: "reply", disclosure.KindReplyCorrected: "reply", disclosure.KindReplyProposed: "propose", disclosure.KindReplySentBack: "send-back",
}

// kindCalled is the kind of event of a name or a key.
func kindCalled(name string) (disclosure.Kind, error) {
	kinds := disclosure.Kinds()
	i := slices.IndexFunc(kinds, func(k disclosure.Kind) bool { return string(k) == name || k.Chinese() == name })
	if i < 0 {
		return "", fmt.Errorf("%q is no step; zwgk request show lists those that may be taken now", name)
	}
	kind := kinds[i]
	switch own := ownCommands[kind]; {
	case own != "":
		return "", fmt.Errorf("%s has a command of its own: zwgk request %s", kind.Chinese(), own)
	case kind == disclosure.KindFeeNoticed:
		return "", fmt.Errorf("%s is done at the desk, which counts the fee from the register", kind.Chinese())
	case kind.Inner(), kind == disclosure.KindDrafted, kind == disclosure.KindSubmitted:
		return "", fmt.Errorf("%s is recorded where it happens, and not by hand", kind.Chinese())
	}
	return kind, nil
}

func (x requestStep) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (e disclosure.Event, err error) {
		if e.Kind, err = kindCalled(x.Step); err != nil {
			return e, err
		}
		e.Day, e.Note, e.Party, e.Days, e.By.Role = day, x.Note, x.Party, x.Days, disclosure.RoleClerk
		if x.Until != "" {
			if e.Until, err = civil.ParseDate(x.Until); err != nil {
				return e, err
			}
		}
		if e.Result, err = named(x.Result, resultNames); err != nil {
			return e, err
		}
		e.Score, err = named(x.Score, scoreNames())
		return e, err
	})
}

// resultNames are the results of a review or a suit by the words of the national form.
var resultNames = map[string]disclosure.ReliefResult{"维持": disclosure.Upheld, "纠正": disclosure.Corrected, "其他": disclosure.OtherResult}

func scoreNames() map[string]disclosure.Satisfaction {
	names := map[string]disclosure.Satisfaction{}
	for _, s := range disclosure.Satisfactions() {
		names[s.Chinese()] = s
	}
	return names
}

// named is the value that a name or a key stands for; of no name there is none.
func named[V ~string](name string, names map[string]V) (v V, err error) {
	if name == "" {
		return v, nil
	}
	var keys []string
	for chinese, value := range names {
		if chinese == name || string(value) == name {
			return value, nil
		}
		keys = append(keys, string(value))
	}
	slices.Sort(keys)
	return v, fmt.Errorf("%q is none of %s", name, strings.Join(keys, ", "))
}
