package wechatbot

import (
	"maps"
	"slices"
	"text/template"
	"text/template/parse"
)

// fieldsIn adds the names of the fields that a part of a template asks for, and of the
// templates that it calls.
func fieldsIn(node parse.Node, fields, calls map[string]bool) {
	add := func(names []string) {
		for _, name := range names {
			fields[name] = true
		}
	}
	branch := func(b *parse.BranchNode) {
		fieldsIn(b.Pipe, fields, calls)
		fieldsIn(b.List, fields, calls)
		if b.ElseList != nil {
			fieldsIn(b.ElseList, fields, calls)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			fieldsIn(child, fields, calls)
		}
	case *parse.ActionNode:
		fieldsIn(n.Pipe, fields, calls)
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			for _, arg := range command.Args {
				fieldsIn(arg, fields, calls)
			}
		}
	case *parse.TemplateNode:
		if calls[n.Name] = true; n.Pipe != nil {
			fieldsIn(n.Pipe, fields, calls)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.FieldNode:
		add(n.Ident)
	case *parse.VariableNode:
		add(n.Ident[1:])
	case *parse.ChainNode:
		fieldsIn(n.Node, fields, calls)
		add(n.Field)
	}
}

// fieldsOf are the fields that a template asks for, and those that it calls.
func fieldsOf(t *template.Template, name string) map[string]bool {
	fields, calls, done := map[string]bool{}, map[string]bool{name: true}, map[string]bool{}
	for len(done) < len(calls) {
		for called := range maps.Clone(calls) {
			if it := t.Lookup(called); !done[called] && it != nil && it.Tree != nil {
				fieldsIn(it.Root, fields, calls)
			}
			done[called] = true
		}
	}
	return fields
}

// strangers are the fields that an office's own template asks for and the built-in one of
// its name does not: most are misspelt, and a template cannot be filled with those.
func strangers(own, builtin map[string]bool) (names []string) {
	for name := range own {
		if !builtin[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
